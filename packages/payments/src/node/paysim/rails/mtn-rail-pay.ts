import { isCurrency } from '@resto360/domain';
import { readDecimal } from '../../../encode-amount.ts';
import type { SimAnswer, SimRequest } from '../sim-call.ts';
import type { SimWorld } from '../sim-world.ts';
import type { MtnUser } from './mtn-rail-access.ts';
import { isUuidV4, malformed, mtnError, sentObject } from './mtn-rail-answers.ts';
import { refusalOf } from './mtn-rail-numbers.ts';
import { MTN_ENVIRONMENTS, type MtnRailOptions } from './mtn-rail-options.ts';

/** `POST /collection/v1_0/requesttopay`: 202 and an empty body, or why not. */
export function requestToPay(request: SimRequest, user: MtnUser, world: SimWorld, options: MtnRailOptions): SimAnswer {
  const id = request.headers['x-reference-id']?.toLowerCase();
  const asked = askedOf(request.body);
  if (!isUuidV4(id) || asked === 'malformed') return malformed;
  if (asked === 'breaks') return mtnError(500, 'INTERNAL_PROCESSING_ERROR');
  if (world.has('mtn', id)) return mtnError(409, 'RESOURCE_ALREADY_EXIST');
  const refusal = refusalFor(asked, request, user, options);
  if (refusal !== undefined) return mtnError(500, refusal);
  return opened(id, asked, request, user, world);
}

type Asked = Readonly<Record<'amount' | 'currency' | 'externalId' | 'partyId' | 'payerMessage' | 'payeeNote', string>>;

/** `breaks`: an empty text to payer or payee, over which MTN stumbles with a 500. */
function askedOf(body: string): Asked | 'malformed' | 'breaks' {
  const { payer, ...rest } = sentObject(body) ?? {};
  const { partyIdType, partyId } = (payer ?? {}) as Readonly<Record<string, unknown>>;
  const asked = { ...rest, partyId };
  if (!isAllText(asked) || partyIdType !== 'MSISDN') return 'malformed';
  const { amount, payerMessage, payeeNote } = asked;
  const isAmount = /^\d{1,12}(\.\d{1,3})?$/.test(amount) && Number(amount) > 0;
  if (!isAmount || !/^\d{8,15}$/.test(asked.partyId)) return 'malformed';
  if (![payerMessage, payeeNote].every(isPlain)) return 'malformed';
  return payerMessage === '' || payeeNote === '' ? 'breaks' : asked;
}

const isAllText = (asked: Readonly<Record<string, unknown>>): asked is Asked =>
  ['amount', 'currency', 'externalId', 'partyId', 'payerMessage', 'payeeNote'].every(
    (name) => typeof asked[name] === 'string',
  );

/** What a text may hold; MTN says "no special characters, such as an apostrophe", and this is the strict reading. */
const isPlain = (text: string): boolean => /^[A-Za-z0-9 .,:;/()_-]{0,160}$/.test(text);

function refusalFor(asked: Asked, { headers }: SimRequest, user: MtnUser, options: MtnRailOptions): string | undefined {
  const callbackUrl = headers['x-callback-url'];
  if (callbackUrl !== undefined && !isRegisteredHost(callbackUrl, user, options)) return 'INVALID_CALLBACK_URL_HOST';
  const taken = MTN_ENVIRONMENTS.get(user.targetEnvironment);
  const isTaken = taken === undefined ? isCurrency(asked.currency) : asked.currency === taken;
  if (!isTaken) return 'INVALID_CURRENCY';
  return options.refusesAtOnce ? refusalOf(asked.partyId) : undefined;
}

function isRegisteredHost(url: string, { callbackHost }: MtnUser, { checksCallbackHost = true }: MtnRailOptions) {
  if (!checksCallbackHost || callbackHost === undefined) return true;
  return URL.parse(url)?.hostname === callbackHost;
}

/** Five minutes to say yes; but the sandbox's number that waits, waits on. **Units** ms. */
const windowMsOf = (digits: string): number => (digits === '46733123453' ? 365 * 86_400_000 : 300_000);

function opened(id: string, asked: Asked, { headers }: SimRequest, user: MtnUser, world: SimWorld): SimAnswer {
  const { amount, currency, partyId, ...rest } = asked;
  const amountMinor = isCurrency(currency) ? readDecimal(amount, currency) : undefined;
  // More decimals than the currency has.
  if (!isCurrency(currency) || amountMinor === undefined) return malformed;
  const callbackUrl = headers['x-callback-url'];
  world.open({
    rail: 'mtn',
    id,
    merchant: user.apiUser,
    amountMinor,
    currency,
    payer: `+${partyId}`,
    expiresAtMs: world.nowMs + windowMsOf(partyId),
    facts: {
      externalId: rest.externalId,
      payerMessage: rest.payerMessage,
      payeeNote: rest.payeeNote,
      ...(callbackUrl !== undefined && { callbackUrl }),
    },
  });
  return { status: 202, body: '' };
}
