import type { CallContext } from '../../provider.ts';

/** What every call to MTN shows. */
export type MtnAccess = {
  readonly apiUser: string;
  readonly apiKey: string;
  readonly subscriptionKey: string;
  readonly targetEnvironment: string;
};

/** The keys of an account; undefined while one of them is missing. */
export function accessOf({ secrets, account }: Pick<CallContext, 'secrets' | 'account'>): MtnAccess | undefined {
  const { apiUser, apiKey, subscriptionKey } = secrets;
  const { targetEnvironment } = account.settings;
  return apiUser && apiKey && subscriptionKey && targetEnvironment
    ? { apiUser, apiKey, subscriptionKey, targetEnvironment }
    : undefined;
}
