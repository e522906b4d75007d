import { decimalText } from '../../../encode-amount.ts';
import { jsonAnswer, type SimAnswer } from '../sim-call.ts';
import { toldOf, type SimTransaction } from '../sim-transaction.ts';
import type { SimWorld } from '../sim-world.ts';
import { waveError } from './wave-rail-answers.ts';
import type { WaveRailOptions } from './wave-rail-options.ts';
import { backAtMs, isBack, waveNameOf, waveTime } from './wave-rail-session.ts';

/** A page of what happened in the wallet on a day (UTC), oldest first; today where no day is named. */
export function waveLines(query: URLSearchParams, world: SimWorld, options: WaveRailOptions): SimAnswer {
  const date = query.get('date') ?? dayOf(world.nowMs);
  const after = Number(/^line-(\d{1,9})$/.exec(query.get('after') ?? 'line-0')?.[1] ?? Number.NaN);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)) || Number.isNaN(after)) {
    return waveError('request-validation-error');
  }
  const lines = linesOf(world, options).filter(({ atMs }) => dayOf(atMs) === date);
  const page = lines.slice(after, after + (options.pageSize ?? PAGE_SIZE));
  const end = after + page.length;
  return jsonAnswer(200, {
    page_info: {
      start_cursor: after === 0 ? null : `line-${after}`,
      end_cursor: page.length === 0 ? null : `line-${end}`,
      has_next_page: end < lines.length,
    },
    date,
    items: page.map(({ item }) => item),
  });
}

/**
 * What the wallet gets of a payment, and what Wave keeps: one percent.
 * **Units** whole units of the currency as Wave writes them.
 */
export function waveShares(transaction: SimTransaction): { readonly amount: string; readonly fee: string } {
  const { amountMinor, currency } = toldOf(transaction);
  const feeMinor = Math.round(amountMinor / 100);
  return {
    amount: decimalText({ amountMinor: amountMinor - feeMinor, currency }),
    fee: decimalText({ amountMinor: feeMinor, currency }),
  };
}

const PAGE_SIZE = 100;
const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

type Line = { readonly atMs: number; readonly item: Readonly<Record<string, unknown>> };

/** The wallet's own, and of that what reads can see by now. */
function linesOf(world: SimWorld, options: WaveRailOptions): Line[] {
  const paid = world
    .list('wave')
    .filter(
      ({ id, merchant, state }) => state === 'succeeded' && merchant === options.merchantId && world.find('wave', id),
    );
  return paid
    .flatMap((one) => (isBack(one) ? [lineOf(one, options), backLineOf(one, options)] : [lineOf(one, options)]))
    .toSorted((a, b) => a.atMs - b.atMs);
}

function lineOf(transaction: SimTransaction, options: WaveRailOptions): Line {
  const { operatorTxnId, id, isUnasked, payer, facts, settledAtMs, createdAtMs, told } = transaction;
  const { currency, merchant } = toldOf(transaction);
  const atMs = settledAtMs ?? createdAtMs;
  const item = {
    timestamp: waveTime(atMs),
    transaction_id: operatorTxnId,
    transaction_type: isUnasked ? 'merchant_payment' : 'api_checkout',
    ...waveShares(transaction),
    currency,
    is_reversal: false,
    counterparty_name: payer === null ? null : 'Awa K.',
    counterparty_mobile: payer,
    client_reference: facts['clientReference'] ?? null,
    ...(!isUnasked && { checkout_api_session_id: id }),
    // The real list names no merchant: it is the wallet's own. It does when the world lies about whose money it is.
    ...(told.merchant !== undefined && { merchant_name: waveNameOf(merchant, options) }),
  };
  return { atMs, item };
}

/** The customer gets back what they paid: the fee too. */
function backLineOf(transaction: SimTransaction, options: WaveRailOptions): Line {
  const { item } = lineOf(transaction, options);
  const atMs = backAtMs(transaction);
  const back = {
    ...item,
    timestamp: waveTime(atMs),
    transaction_type: `${String(item['transaction_type'])}_refund`,
    amount: `-${decimalText(toldOf(transaction))}`,
    fee: '0',
    is_reversal: true,
  };
  return { atMs, item: back };
}
