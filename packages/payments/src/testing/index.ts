export * from './memory-attempt-store.ts';
