import { decimalText } from '../../encode-amount.ts';
import { MONEY_CALL_MS } from '../../http-call.ts';
import type { CallContext, InitiateInput, SubmitOutcome } from '../../provider.ts';
import { expireSession } from './expire-session.ts';
import { isLaunchUrl } from './launch-url.ts';
import { callWave } from './wave-call.ts';
import { failureOf } from './wave-failure.ts';
import { readSession, type WaveSession } from './wave-session.ts';

/**
 * Opens a session, whose link the customer then pays.
 * **Why** no id of ours makes it one: each create is another session. It charges nobody, so a second one does no harm as
 * long as one link is shown, which reads see to.
 */
export async function initiateCheckout(input: InitiateInput, context: CallContext): Promise<SubmitOutcome> {
  const merchant = context.account.settings['aggregatedMerchantId'];
  const reply = await callWave(context, {
    method: 'POST',
    path: '/v1/checkout/sessions',
    body: {
      amount: decimalText(input),
      currency: input.currency,
      client_reference: input.requestId,
      success_url: input.returnUrl,
      error_url: input.returnUrl,
      ...(merchant !== undefined && merchant !== '' && { aggregated_merchant_id: merchant }),
    },
    timeoutMs: MONEY_CALL_MS,
  });
  if (reply.kind === 'refused') return { kind: 'refused', failure: failureOf(reply.code) };
  if (reply.kind !== 'ok') return reply;
  const session = readSession(reply.body);
  if (!session || session.launchUrl === '') return { kind: 'uncertain', cause: 'odd session' };
  return isLaunchUrl(session.launchUrl, context.account) ? opened(session) : await taken(session, context);
}

/** What the customer opens. */
export function launchOf({ launchUrl, expiresAtMs }: WaveSession) {
  return { kind: 'open_url', url: launchUrl, ...(expiresAtMs !== undefined && { expiresAtMs }) } as const;
}

function opened(session: WaveSession): SubmitOutcome {
  return { kind: 'accepted', handle: { checkoutId: session.id }, next: launchOf(session) };
}

/** A link that leads elsewhere is shown to nobody, and its session must not stay open: only then was nothing asked. */
async function taken(session: WaveSession, context: CallContext): Promise<SubmitOutcome> {
  const isOver = await expireSession(session.id, context);
  return isOver
    ? { kind: 'refused', failure: { code: 'config_error', providerCode: 'foreign-launch-url' } }
    : { kind: 'uncertain', cause: 'foreign launch url' };
}
