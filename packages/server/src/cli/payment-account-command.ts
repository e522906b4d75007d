import type { MerchantAccount } from '@resto360/payments';
import type { Config } from '../config.ts';
import { errorCode } from '../db/database-error.ts';
import type { Restaurant } from '../enrolment/restaurants.ts';
import { accountLack, PROVIDERS_SET_UP } from '../payments/account-needs.ts';
import { Accounts, hideRail, tellRail } from '../payments/accounts.ts';
import { formerKeysOf, readMasterKey } from '../payments/master-key.ts';
import { providerOf } from '../payments/providers.ts';
import { SecretBox } from '../payments/secret-box.ts';
import type { OpenHouse } from '../start/open-house.ts';
import { UsageError, type Command, type CommandOutcome } from './command.ts';
import { readTypedAccount, type TypedAccount } from './payment-account-input.ts';
import { withRestaurant } from './with-house.ts';

const nowMs = () => Date.now();
const maybe = 'maybe';

/** Sets a restaurant's account at a provider up, changes it, or switches it off. */
export const paymentAccountCommand: Command = {
  name: 'payment-account',
  summary: 'sets an account at a payment provider up, or switches it off',
  options: {
    restaurant: { takes: '<slug>' },
    id: { takes: '<account-id>' },
    provider: { takes: 'mtn|wave|pawapay', values: PROVIDERS_SET_UP, times: maybe },
    rail: { takes: '<rail>', times: maybe },
    name: { takes: '<name>', times: maybe },
    country: { takes: 'CI', times: maybe },
    environment: { takes: 'live|sandbox', values: ['live', 'sandbox'], times: maybe },
    'base-url': { takes: 'https://…', times: maybe },
    set: { takes: 'key=value', times: 'many' },
    setting: { takes: 'key=value', times: 'many' },
    off: { takes: '', times: maybe },
  },
  about:
    'Reads the secrets as JSON from standard input, never from arguments, keeps them encrypted, tells the tills of the rail\n' +
    'and prints the address that the provider is to call. Typed again, it changes the account; all its secrets are read anew.\n' +
    '  mtn      secrets apiUser, apiKey, subscriptionKey; --setting targetEnvironment=mtnivorycoast\n' +
    '  wave     secrets apiKey, webhookSecret (webhookSecretOld while it changes); --setting walletName="Chez Tantie"\n' +
    '           (aggregatedMerchantId=… for one who collects for others)\n' +
    '  pawapay  secrets apiToken, webhookPublicKeys ({ keyid: PEM }); --set operators=ORANGE_CIV,MOOV_CIV\n' +
    '           (--setting statementDescription=…)\n' +
    '--set says what tills show: merchantCode=…, operators=A,B, position=2. With --off, --restaurant and --id are enough: the\n' +
    'rail leaves the tills, and no money is asked for over the account, also not for what waits. What a guest was asked before\n' +
    'is read to its end, and references are still proven. Typed again in full, with its secrets, it is on again.\n\n' +
    '  resto360 payment-account --restaurant maquis --provider wave --rail wave --id wave-1 --name Wave --country CI \\\n' +
    '    --environment live --base-url https://api.wave.com --setting walletName="Chez Tantie" < secrets.json',
  async run(input) {
    const { config, options } = input;
    if (options['off'] !== undefined) return switchOff(config, options);
    const account = await readTypedAccount(input);
    return withRestaurant(config, options['restaurant'], (house, restaurant) =>
      setUp(house, restaurant, { account, config }),
    );
  },
};

async function openAccounts({ pool }: OpenHouse, config: Config): Promise<Accounts> {
  const box = new SecretBox(await readMasterKey(config), formerKeysOf(config));
  return new Accounts(pool, box, { mayPlay: false });
}

async function setUp(
  house: OpenHouse,
  restaurant: Restaurant,
  { account, config }: { readonly account: TypedAccount; readonly config: Config },
): Promise<CommandOutcome> {
  const can = capabilitiesFor(account, restaurant);
  const address = webhookAddress(config, restaurant, account);
  const webhookUrl = address.startsWith('https:') ? address : null;
  const accounts = await openAccounts(house, config);
  await accounts.put(restaurant.id, { ...account, webhookUrl }).catch(async (error: unknown) => {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error;
    const id = await accounts.idOf(restaurant.id, account.rail);
    throw new Error(
      `The rail ${account.rail} of ${restaurant.slug} has another account: change that one, by --id ${id}.`,
    );
  });
  await tellRail(restaurant.id, account, can, { store: house.store, nowMs });
  const lacks = [
    accountLack(account),
    webhookUrl === null
      ? 'Set PUBLIC_ORIGINS to the https address of this server, and repeat, to be called.'
      : undefined,
  ].filter((lack) => lack !== undefined);
  return {
    ok: true,
    text: [
      `${account.name} (${account.id}) of ${restaurant.slug} is set up.`,
      `Its provider calls ${address}`,
      ...lacks,
    ].join('\n'),
    json: {
      restaurant: restaurant.slug,
      id: account.id,
      provider: account.provider,
      rail: account.rail,
      webhook_address: address,
      is_active: true,
      notices: lacks,
    },
  };
}

/** What the rail can do; refused where it could never take what the restaurant sells in. */
function capabilitiesFor(account: TypedAccount, { currency, slug }: Restaurant) {
  const can = providerOf(account.provider)?.capabilities(account satisfies Omit<MerchantAccount, 'webhookUrl'>);
  if (!can) throw new UsageError(`This release does not know the provider "${account.provider}".`);
  const takes: readonly string[] = can.amount.currencies;
  if (takes.includes(currency)) return can;
  throw new Error(
    `${slug} sells in ${currency}, and ${account.provider} in ${account.country} takes ${takes.join(', ') || 'nothing'}.`,
  );
}

/** Where the provider calls; only its path while no https address of this server is known. */
function webhookAddress({ publicOrigins }: Config, restaurant: Restaurant, { provider, id }: TypedAccount): string {
  const origin = publicOrigins?.find((one) => one.startsWith('https:')) ?? '';
  return `${origin}/api/payments/webhooks/${provider}/${restaurant.id}~${id}`;
}

function switchOff(config: Config, { restaurant: slug, id = '' }: Readonly<Record<string, string | undefined>>) {
  return withRestaurant(config, slug, async (house, restaurant): Promise<CommandOutcome> => {
    const rail = await (await openAccounts(house, config)).switchOff(restaurant.id, id);
    if (rail === undefined) throw new Error(`${restaurant.slug} has no account "${id}".`);
    await hideRail(restaurant.id, rail, { store: house.store, nowMs });
    const json = { restaurant: restaurant.slug, id, rail, is_active: false };
    return { ok: true, text: `The account ${id} of ${restaurant.slug} is switched off.`, json };
  });
}

const UNIQUE_VIOLATION = '23505';
