import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { clientStoreContract } from '@resto360/sync/testing';
import { IndexedDbStore } from './indexeddb-store.ts';

const restaurant = '00000000-0000-5000-8000-000000000001';

clientStoreContract('IndexedDB', async () => {
  return new IndexedDbStore(restaurant, { indexedDB: new IDBFactory(), IDBKeyRange });
});
