import { nameId } from '@resto360/domain';
import { MemoryServerStore } from './memory-store.ts';
import { serverStoreContract } from './store.contract.ts';

let restaurants = 0;

serverStoreContract('memory', async () => {
  const store = new MemoryServerStore();
  return {
    store,
    async addRestaurant() {
      const id = nameId(`restaurant ${restaurants++}`);
      store.addRestaurant(id);
      return id;
    },
    addDevice: async (restaurant, device) => store.addDevice(restaurant, device),
    crashNextWrite(when) {
      if (when === 'before_commit') store.faults.crashBeforeCommit = true;
      else store.faults.crashAfterCommit = true;
    },
  };
});
