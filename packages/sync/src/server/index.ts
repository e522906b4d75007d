export * from './apply-ops.ts';
export * from './exchange.ts';
export * from './incoming.ts';
export * from './rules.ts';
export * from './store.ts';
export * from './verify-journal.ts';
export * from './memory-store.ts';
export * from './put-server-rows.ts';
