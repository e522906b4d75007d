import { expect, test } from 'vitest';
import { silentLog } from '../db/server-log.ts';
import { LateLog } from './late-log.ts';

test('what was said before the log stood is handed over, in order; after hush nothing is said', () => {
  const heard: string[] = [];
  const log = new LateLog();
  log.debug('too early');
  log.warn('one');
  log.error('two');
  log.use({ ...silentLog, warn: (text) => heard.push(text), error: (text) => heard.push(text) });
  log.warn('three');
  log.hush();
  log.error('four');
  expect(heard).toEqual(['one', 'two', 'three']);
});
