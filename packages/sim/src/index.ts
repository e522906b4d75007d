export * from './bystander.ts';
export * from './day.ts';
export * from './house.ts';
export { FACTS, ownRowGone, sameRow, statusFell } from './invariants.ts';
export * from './profile.ts';
export * from './service.ts';
export { billsWrong, paperWrong, receiptClash } from './settle-day.ts';
