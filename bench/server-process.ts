import { openPool } from '../packages/server/src/db/pool.ts';
import { silentLog } from '../packages/server/src/db/server-log.ts';
import { createSyncStore } from '../packages/server/src/db/sync-store.ts';
import { serveHouse } from '../packages/server/src/start/serve-house.ts';

// The server under load, in a process of its own as in production: told its database, it says its port.
const pool = openPool(process.argv[2] ?? '', { connectionsMax: 8, log: silentLog });
const store = createSyncStore(pool);
const log = { level: 'silent' as const };
const app = await serveHouse({ pool, store }, { origins: () => [], webRoot: undefined, log, nowMs: Date.now });
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
process.send?.(typeof address === 'object' ? address?.port : 0);
process.on('disconnect', () => process.exit(0));
