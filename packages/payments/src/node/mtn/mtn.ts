import type { PaymentProvider } from '../../provider.ts';
import { mtnCapabilities } from './mtn-capabilities.ts';
import { readMtn } from './mtn-read.ts';
import { submitMtn } from './mtn-submit.ts';
import { validateMtn } from './mtn-validate.ts';
import { readMtnWebhook } from './mtn-webhook.ts';

/**
 * MTN MoMo Collections: a push to the customer's telephone, known by our own id.
 * Secrets: `apiUser`, `apiKey`, `subscriptionKey`. Settings: `targetEnvironment` (`mtnivorycoast`, `sandbox`, …).
 * **Source** momodeveloper.mtn.com, Collections.
 */
export const mtn: PaymentProvider = {
  id: 'mtn',
  capabilities: mtnCapabilities,
  validate: validateMtn,
  initiate: submitMtn,
  read: readMtn,
  readWebhook: readMtnWebhook,
};
