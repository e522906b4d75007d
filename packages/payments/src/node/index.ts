import type { PaymentProvider } from '../provider.ts';
import { mtn } from './mtn/mtn.ts';
import { pawapay } from './pawapay/pawapay.ts';
import { wave } from './wave/wave.ts';

/** Every provider that there is; an account names one of them by its `id`. */
export const PROVIDERS: readonly PaymentProvider[] = [mtn, wave, pawapay];

export * from './http-call.ts';
