export * from './day.ts';
export * from './profile.ts';
