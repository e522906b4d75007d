import { readDecimal } from '../../../encode-amount.ts';
import { jsonAnswer, type SimAnswer } from '../sim-call.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import type { SimWorld } from '../sim-world.ts';
import { fieldRefusal, isAmountText, isUuid4, moment, objectOf, refusalAnswer } from './pawapay-rail-answers.ts';
import { RAIL_OPERATORS, type RailOperator } from './pawapay-rail-operators.ts';
import { isEndless } from './pawapay-rail-sandbox.ts';

/** What the rail knows besides the request. `isClosed`: an operator that is down. */
type Account = { readonly merchant: string; readonly isClosed: (provider: string) => boolean };
type Body = Readonly<Record<string, unknown>>;

/**
 * `POST /v2/deposits`: what is wrong with the request is a 400, what is wrong with the payment a 200 that says REJECTED.
 * A rejected deposit was never accepted, and its id may come again.
 * **Source** docs.pawapay.io/v2/docs/deposits, "Avoiding failures on initiation" [P].
 */
export function acceptDeposit(
  text: string,
  world: SimWorld,
  account: Account,
): { readonly answer: SimAnswer; readonly opened?: SimTransaction } {
  const body = objectOf(text);
  if (!body) return { answer: refusalAnswer(400, 'INVALID_INPUT') };
  const wrong = fieldRefusal(body, FIELDS) ?? formRefusal(body);
  if (wrong) return { answer: wrong };
  const depositId = String(body['depositId']);
  if (world.has('pawapay', depositId)) return { answer: jsonAnswer(200, { depositId, status: 'DUPLICATE_IGNORED' }) };
  const operator = RAIL_OPERATORS.find(({ provider }) => provider === detailsOf(body).provider);
  if (!operator) return { answer: refusalAnswer(200, 'INVALID_PROVIDER', { depositId }) };
  const code = paymentRefusal(body, operator, account);
  if (code) return { answer: refusalAnswer(200, code, { depositId }) };
  const opened = openDeposit(body, operator, world, account.merchant);
  const nextStep = operator.authType === 'REDIRECT_AUTH' ? 'GET_AUTH_URL' : 'FINAL_STATUS';
  const created = moment(world.nowMs);
  return { answer: jsonAnswer(200, { depositId, status: 'ACCEPTED', nextStep, created }), opened };
}

function formRefusal(body: Body): SimAnswer | undefined {
  const { phoneNumber, provider } = detailsOf(body);
  const message = body['customerMessage'];
  const isGood =
    isUuid4(body['depositId']) &&
    typeof body['amount'] === 'string' &&
    typeof phoneNumber === 'string' &&
    typeof provider === 'string' &&
    (message === undefined || (typeof message === 'string' && /^[A-Za-z0-9 ]{4,22}$/.test(message)));
  return isGood ? undefined : refusalAnswer(400, 'INVALID_PARAMETER');
}

function paymentRefusal(body: Body, operator: RailOperator, { isClosed }: Account): string | undefined {
  const { provider, prefix, digits, currency, minMinor, maxMinor, takesDecimals } = operator;
  const { amount } = body;
  const phone = String(detailsOf(body).phoneNumber);
  if (body['currency'] !== currency) return 'INVALID_CURRENCY';
  const amountMinor = isAmountText(amount) ? readDecimal(amount, currency) : undefined;
  if (amountMinor === undefined || (!takesDecimals && String(amount).includes('.'))) return 'INVALID_AMOUNT';
  if (amountMinor < minMinor || amountMinor > maxMinor) return 'AMOUNT_OUT_OF_BOUNDS';
  if (!phone.startsWith(prefix) || !/^\d+$/.test(phone) || !digits.includes(phone.length))
    return 'INVALID_PHONE_NUMBER';
  return isClosed(provider) ? 'PROVIDER_TEMPORARILY_UNAVAILABLE' : undefined;
}

function openDeposit(body: Body, operator: RailOperator, world: SimWorld, merchant: string): SimTransaction {
  const { provider, country, currency } = operator;
  const payer = `+${String(detailsOf(body).phoneNumber)}`;
  const texts = TOLD_AGAIN.flatMap((name) => (typeof body[name] === 'string' ? [[name, body[name]] as const] : []));
  return world.open({
    rail: 'pawapay',
    id: String(body['depositId']),
    merchant,
    amountMinor: readDecimal(body['amount'], currency) ?? 0,
    currency,
    payer,
    expiresAtMs: world.nowMs + (isEndless(payer) ? NEVER_MS : WINDOW_MS),
    facts: { provider, country, ...Object.fromEntries(texts) },
  });
}

function detailsOf(body: Body): { readonly phoneNumber?: unknown; readonly provider?: unknown } {
  const payer = body['payer'] as { readonly accountDetails?: Body | null };
  return payer.accountDetails ?? {};
}

const TOLD_AGAIN = ['customerMessage', 'clientReferenceId', 'successfulUrl', 'failedUrl'] as const;
const FIELDS = {
  required: ['depositId', 'amount', 'currency', 'payer'],
  allowed: [...TOLD_AGAIN, 'preAuthorisationCode', 'metadata'],
} as const;
/** How long a prompt waits for its PIN; pawaPay then calls it failed. */
const WINDOW_MS = 5 * 60_000;
const NEVER_MS = 10 * 365 * 86_400_000;
