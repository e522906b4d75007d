export * from './join.ts';
export * from './limits.ts';
export * from './marks.ts';
export * from './protocol/messages.ts';
export * from './protocol/op-hash.ts';
export * from './protocol/op.ts';
export * from './protocol/validate-op.ts';
export * from './scope.ts';
