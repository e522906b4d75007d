import { decimalText } from '../../../encode-amount.ts';
import { RAIL_OPERATORS, type RailOperator } from './pawapay-rail-operators.ts';

/**
 * `GET /v2/active-conf`: what the account may collect from, with limits and how customers approve.
 * **Source** docs.pawapay.io/v2/docs/deposits [P].
 */
export function activeConf(query: URLSearchParams, isClosed: (provider: string) => boolean) {
  const asked = query.get('country');
  const operators = RAIL_OPERATORS.filter(({ country }) => asked === null || country === asked);
  const countries = [...new Map(operators.map(({ country, prefix }) => [country, prefix]))];
  return {
    companyName: 'Demo',
    countries: countries.map(([country, prefix]) => ({
      country,
      prefix,
      providers: operators.filter((one) => one.country === country).map((one) => told(one, isClosed(one.provider))),
    })),
  };
}

function told(operator: RailOperator, isClosed: boolean) {
  const { provider, displayName, currency, minMinor, maxMinor, takesDecimals, authType } = operator;
  const whole = (amountMinor: number) => decimalText({ amountMinor, currency }).replace(/\.0+$/, '');
  const DEPOSIT = {
    minAmount: whole(minMinor),
    maxAmount: whole(maxMinor),
    decimalsInAmount: takesDecimals ? 'TWO_PLACES' : 'NONE',
    authType,
    ...(authType === 'PROVIDER_AUTH' && promptOf(operator)),
    status: isClosed ? 'CLOSED' : 'OPERATIONAL',
  };
  return {
    provider,
    displayName,
    nameDisplayedToCustomer: 'PAWAPAY',
    currencies: [{ currency, displayName: currency, operationTypes: { DEPOSIT } }],
  };
}

function promptOf({ shortCode }: RailOperator) {
  if (shortCode === undefined) return { pinPrompt: 'AUTOMATIC', pinPromptRevivable: false };
  const step = (word: string) => ({
    text: `${word} ${shortCode}`,
    template: `${word} {{shortCode}}`,
    variables: { shortCode },
  });
  const instructions = { en: [step('Dial')], fr: [step('Composez')] };
  const channels = [{ type: 'USSD', variables: { shortCode }, instructions }];
  return { pinPrompt: 'MANUAL', pinPromptRevivable: true, pinPromptInstructions: { channels } };
}
