import type { SimAnswer } from '../sim-call.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import type { SimWorld } from '../sim-world.ts';
import { waveEvent } from './wave-rail-event.ts';
import type { WaveRailOptions } from './wave-rail-options.ts';
import { waveNameOf } from './wave-rail-session.ts';

/**
 * The page behind a launch link, in place of Wave's app: who looks at it may pay, or try without the money.
 * `deed`: empty to look, `approve` or `fail` to do. After a payment it leads to where the shop said.
 */
export function wavePage(
  session: SimTransaction | undefined,
  deed: string,
  world: SimWorld,
  options: WaveRailOptions,
): SimAnswer {
  if (!session) return page(404, '<p>No such payment</p>');
  if (deed === 'approve') {
    world.approve(session, session.facts['restrictPayerMobile'] ?? payerOf(world));
    return session.state === 'succeeded' ? leadTo(session.facts['successUrl']) : page(200, over(session));
  }
  if (deed === 'fail') failTry(session, world, options);
  return page(200, session.state === 'pending' ? form(session, options) : over(session));
}

/** A try that failed: the session stays open, and can be paid after all. */
function failTry(session: SimTransaction, world: SimWorld, options: WaveRailOptions): void {
  if (session.state !== 'pending') return;
  Object.assign(session, { facts: { ...session.facts, lastErrorCode: 'insufficient-funds' } });
  const { webhookUrl } = options;
  if (webhookUrl === undefined) return;
  world.enqueue('wave', waveEvent('checkout.session.payment_failed', session, world, { ...options, webhookUrl }));
}

const payerOf = (world: SimWorld): string => `+2250${world.random.between(700_000_000, 799_999_999)}`;

const page = (status: number, inner: string): SimAnswer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Wave (simulator)</title>${inner}`,
});

const leadTo = (url = ''): SimAnswer => ({ status: 303, headers: { location: url }, body: '' });

const over = ({ state }: SimTransaction): string => `<p>This payment is ${state}</p>`;

function form({ id, amountMinor, currency, merchant, facts }: SimTransaction, options: WaveRailOptions): string {
  const button = (deed: string, label: string) =>
    `<form method="post" action="/wave/pay/${id}/${deed}"><button>${label}</button></form>`;
  const failed = facts['lastErrorCode'] === undefined ? '' : '<p>The payment failed</p>';
  const name = waveNameOf(merchant, options).replaceAll(/[<>&"]/g, '');
  return `<h1>${name}</h1><p>${amountMinor} ${currency}</p>${failed}${button('approve', 'Pay')}${button('fail', 'Fail')}`;
}
