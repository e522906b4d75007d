export * from './fixtures.ts';
export * from '../client/store.contract.ts';
