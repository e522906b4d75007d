export * from '../client/store.contract.ts';
