import { decimalText } from '../../../encode-amount.ts';
import type { SimAnswer } from '../sim-call.ts';
import type { SimDesk } from '../sim-desk.ts';
import { BadInput } from './control-input.ts';
import { tellTruth } from './read-books.ts';

/**
 * `GET /__sim/statement?rail=&date=&format=csv`: the debits of a rail on a day (UTC), as an operator's portal exports them.
 * `reversed`: what went back since, whenever that was. **Units** whole units of the currency, with its decimals.
 */
export function statementCsv(query: URLSearchParams, desk: SimDesk): SimAnswer {
  const rail = query.get('rail') ?? '';
  const date = query.get('date') ?? '';
  if (!desk.world.rails.has(rail))
    throw new BadInput('bad_value', `rail is one of ${[...desk.world.rails.keys()].join(', ')}`);
  if (!isDay(date)) throw new BadInput('bad_value', 'date is a day, such as 2026-11-02');
  if ((query.get('format') ?? 'csv') !== 'csv') throw new BadInput('bad_value', 'format is csv');
  const lines = tellTruth(desk)
    .debits.filter((debit) => debit.rail === rail && timeOf(debit.atMs).startsWith(date))
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((debit) => [
      timeOf(debit.atMs),
      debit.operatorTxnId,
      debit.requestId ?? '',
      debit.merchant,
      debit.payer ?? '',
      decimalText(debit),
      decimalText({ ...debit, amountMinor: debit.reversedMinor }),
      debit.currency,
    ]);
  const body = [HEAD, ...lines].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
  return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' }, body };
}

const HEAD = ['time', 'operator_txn_id', 'request_id', 'merchant', 'payer', 'amount', 'reversed', 'currency'];

const timeOf = (atMs: number): string => new Date(atMs).toISOString();

const isDay = (text: string): boolean => {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(atMs) && timeOf(atMs).startsWith(text);
};

/** **Why** the sign before some texts: a table would take them for a formula. A telephone's plus is one of them. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
