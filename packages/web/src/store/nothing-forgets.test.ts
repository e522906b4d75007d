import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What would take unsent ops along: a database or a store emptied, everything that is kept, or the whole origin. */
const FORGETS =
  /deleteDatabase|Dexie\.delete|localStorage\.clear|clear-site-data|\.clear\(['"](?:outbox|held|recorder|overlay)/i;
const ROOTS = ['../../', '../../../sync/src/client/', '../../../server/src/'];

const sourcesOf = (root: string): string[] => {
  const folder = new URL(root, import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|tsx|html)$/.test(name) && !/\.(?:test|contract)\.ts$/.test(name))
    .filter((name) => !/(?:^|\/)(?:node_modules|dist)\//.test(name))
    .map((name) => `${name}\n${readFileSync(new URL(name, folder), 'utf8')}`);
};

test('[SYN-15] nothing in the app or the server can empty a device: only SYN-10 lets an op go', () => {
  const sources = ROOTS.flatMap(sourcesOf);
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.filter((text) => FORGETS.test(text)).map((text) => text.split('\n')[0])).toEqual([]);
});

test.each(['indexedDB.deleteDatabase(name)', "tx.clear('outbox')", 'Clear-Site-Data: "*"', 'localStorage.clear()'])(
  'it would be noticed: %s',
  (text) => expect(text).toMatch(FORGETS),
);
