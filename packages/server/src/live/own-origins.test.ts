import { expect, test } from 'vitest';
import { ownOrigins } from './own-origins.ts';

test('[TEN-17] the own origins are exact: scheme, host and port, as a browser writes them', () => {
  const origins = ownOrigins(3600);
  expect(origins).toContain('http://localhost:3600');
  for (const origin of origins) expect(new URL(origin).origin).toBe(origin);
});
