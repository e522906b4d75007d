import type { Currency } from '@resto360/domain';
import type { MerchantAccount } from '../../provider.ts';

/** True for an account of MTN's sandbox, which knows no currency but its own. */
export const isSandbox = ({ settings }: MerchantAccount): boolean => settings['targetEnvironment'] === 'sandbox';

/** The only currency of the sandbox: an order's number goes there as it is, under this name. */
export const SANDBOX_CURRENCY: Currency = 'EUR';
