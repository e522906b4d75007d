import { isId, isObject, isStamp, type Row } from '@resto360/domain';
import { isMark } from './history-marks.ts';
import type { PullAnswer, PushAnswer, SyncAnswer, Verdict } from '../protocol/messages.ts';

/**
 * Reads an answer, or says that it is none. A captive portal's page, a truncated body, or a field of another kind is
 * "offline", never a verdict: no op is marked by an answer that cannot be trusted whole (SYN-14).
 */
export function readAnswer(value: unknown): SyncAnswer | undefined {
  if (!isObject(value)) return undefined;
  const { lineage, head, mark, receivedAt, push, pull, recalled } = value;
  if (!isCount(lineage) || !isCount(head) || !isCount(receivedAt)) return undefined;
  if (mark !== undefined && !isMark(mark)) return undefined;
  if (push !== undefined && !isPush(push)) return undefined;
  if (pull !== undefined && !isPull(pull)) return undefined;
  if (recalled !== undefined && !(isObject(recalled) && isVerdicts(recalled))) return undefined;
  return value as unknown as SyncAnswer;
}

function isPush(value: unknown): value is PushAnswer {
  if (!isObject(value) || !isObject(value['verdicts']) || typeof value['fork'] !== 'boolean') return false;
  if (!Array.isArray(value['missing']) || !value['missing'].every(isRange)) return false;
  return isVerdicts(value['verdicts']);
}

const isVerdicts = (value: Readonly<Record<string, unknown>>) =>
  Object.entries(value).every(([id, verdict]) => isId(id) && isVerdict(verdict));

function isVerdict(value: unknown): value is Verdict {
  if (!Array.isArray(value) || !isCount(value[1])) return false;
  const [verdict, , third] = value as readonly unknown[];
  if (verdict === 'ok' || verdict === 'dup') return third === undefined || isStamp(third);
  return (verdict === 'quarantined' || verdict === 'rejected') && typeof third === 'string';
}

function isPull(value: unknown): value is PullAnswer {
  if (!isObject(value) || typeof value['more'] !== 'boolean' || typeof value['scope'] !== 'string') return false;
  const { from, to, rows, own } = value;
  if (own !== undefined && !isOwn(own)) return false;
  if (!isWindow(value)) return false;
  if (!isCount(from) || !isCount(to) || to < from || !isObject(rows)) return false;
  return Object.values(rows).every((list) => Array.isArray(list) && list.every(isRow));
}

function isWindow({ floor, collections, part, digest, horizon }: Readonly<Record<string, unknown>>): boolean {
  if (floor !== undefined && !isCount(floor)) return false;
  if (horizon !== undefined && !isCount(horizon)) return false;
  if (collections !== undefined && !isTexts(collections)) return false;
  if (part !== undefined && !isRange(part)) return false;
  if (digest === undefined) return true;
  return (
    isObject(digest) &&
    isCount(digest['above']) &&
    isObject(digest['sums']) &&
    Object.values(digest['sums']).every(isRange)
  );
}

function isRow(value: unknown): value is Row {
  if (!isObject(value)) return false;
  const { id, v, st, f, sx, alt } = value;
  const extras = (sx === undefined || isObject(sx)) && (alt === undefined || isObject(alt));
  return isId(id) && isCount(v) && typeof st === 'string' && isObject(f) && extras;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isOwn = (value: unknown) => Array.isArray(value) && isCount(value[0]) && typeof value[1] === 'string';
const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string');
const isRange = (value: unknown) => Array.isArray(value) && value.length === 2 && value.every(isCount);
