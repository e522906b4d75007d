import { describeAttemptStore } from './attempt-store.contract.ts';
import { MemoryAttemptStore } from './testing/memory-attempt-store.ts';
import { capturedOf } from '@resto360/domain';

describeAttemptStore('memory', async () => {
  const totals = new Map<string, number>();
  const store: MemoryAttemptStore = new MemoryAttemptStore((order) => {
    const own = store.list().filter((row) => row.order === order);
    return own.reduce((due, { attempt }) => due - capturedOf(attempt), totals.get(order) ?? 0);
  });
  let orders = 0;
  return {
    restaurant: 'house',
    store,
    openOrder: async (totalMinor) => {
      const order = `order ${++orders}`;
      totals.set(order, totalMinor);
      return order;
    },
    add: async (row) => store.add(row),
    beginHistory: async () => store.restore(store.snapshot(), Date.now()),
    get: async (id) => store.get(id),
    decide: async (row) => void store.decide(row),
  };
});
