import { DEMO_RESTAURANTS } from '@resto360/domain/demo';
import type { Paysim } from '@resto360/payments/paysim';
import type { ServerStore } from '@resto360/sync/server';
import { errorCode } from '../db/database-error.ts';
import { tellRail, type Accounts, type NewAccount } from '../payments/accounts.ts';

/** The demo's rails: what a till calls them, what customers dial, which operators there are. */
const RAILS: readonly (Pick<NewAccount, 'rail' | 'name' | 'position' | 'merchantCode' | 'operators'> & {
  readonly provider: 'mtn' | 'wave' | 'pawapay';
})[] = [
  { rail: 'wave', provider: 'wave', name: 'Wave', position: 1, merchantCode: 'MAQUIS PLATEAU', operators: [] },
  { rail: 'mtn', provider: 'mtn', name: 'MTN MoMo', position: 2, merchantCode: '*133*5*1#', operators: [] },
  {
    rail: 'pawapay',
    provider: 'pawapay',
    name: 'Orange Money',
    position: 3,
    merchantCode: null,
    operators: ['ORANGE_CIV', 'MOOV_CIV'],
  },
];

/** No demo was started before it. **Units** ms since 1970. */
const FIRST_START_MS = Date.UTC(2026, 0, 1);

/**
 * Plays the providers of the demo on this machine, and sets the demo's first house up with them. The simulator is loaded here
 * and nowhere else: no release reaches it.
 */
export async function startDemoPayments(deps: {
  readonly port: number;
  /** Where this server is reached, for the providers' calls. */
  readonly serverOrigin: string;
  readonly accounts: Accounts;
  readonly store: ServerStore;
  readonly nowMs: () => number;
}): Promise<Paysim> {
  const house = DEMO_RESTAURANTS[0];
  if (!house) throw new Error('The demo has a house.');
  const { DEMO_MERCHANTS, startPaysim } = await import('@resto360/payments/paysim');
  const { serverOrigin, accounts } = deps;
  const webhookOf = (provider: string) =>
    `${serverOrigin}/api/payments/webhooks/${provider}/${house.id}~paysim-${provider}`;
  const webhookUrls = { wave: webhookOf('wave'), pawapay: webhookOf('pawapay') };
  // The house remembers what was paid at an earlier start, and takes no id of money for two payments.
  const firstNumber = Math.floor((deps.nowMs() - FIRST_START_MS) / 1_000);
  const options = { webhookUrls, deliverTo: [serverOrigin], firstNumber };
  // Another server of this machine may play them already.
  const paysim = await startPaysim({ ...options, port: deps.port }).catch((error: unknown) => {
    if (errorCode(error) !== 'EADDRINUSE') throw error;
    return startPaysim({ ...options, port: 0 });
  });
  for (const { provider: id, ...rail } of RAILS) {
    const { account, secrets, provider } = DEMO_MERCHANTS[id];
    const baseUrl = `${paysim.origin}/${id}`;
    await accounts.put(house.id, { ...account, ...rail, baseUrl, webhookUrl: webhookOf(id), secrets });
    const can = provider.capabilities({ ...account, baseUrl });
    await tellRail(house.id, rail, can, deps);
  }
  return paysim;
}
