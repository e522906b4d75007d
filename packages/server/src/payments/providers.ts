import type { PaymentProvider } from '@resto360/payments';
import { PROVIDERS } from '@resto360/payments/node';

const BY_ID: ReadonlyMap<string, PaymentProvider> = new Map(PROVIDERS.map((provider) => [provider.id, provider]));

/** The provider of an account, by its id; undefined for one that this release does not know. */
export const providerOf = (id: string): PaymentProvider | undefined => BY_ID.get(id);
