import { describeAttemptStore } from './attempt-store.contract.ts';
import { broughtMinor } from './may-leave.ts';
import { MemoryAttemptStore } from './testing/memory-attempt-store.ts';

describeAttemptStore('memory', async () => {
  const totals = new Map<string, number>();
  const store: MemoryAttemptStore = new MemoryAttemptStore((order) => {
    const rows = store.list().filter((row) => row.order === order);
    return (totals.get(order) ?? 0) - broughtMinor({ rows, handedBack: store.handedBack });
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
