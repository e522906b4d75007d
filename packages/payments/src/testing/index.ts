export * from './memory-attempt-store.ts';
export * from './pay-house.ts';
export * from './test-rails.ts';
