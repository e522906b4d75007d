import { MemoryClientStore } from './memory-store.ts';
import { clientStoreContract } from './store.contract.ts';

clientStoreContract('memory', async () => new MemoryClientStore());
