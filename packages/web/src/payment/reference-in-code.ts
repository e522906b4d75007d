import { REFERENCE_MAX } from '@resto360/domain';

/** The shortest that is taken for a reference. */
const REFERENCE_MIN = 4;

/** Letters and figures, at least one of these, and the signs that operators put between them. */
const LOOKS_LIKE_ONE = /^(?=.*\d)[a-z\d][a-z\d._\p{Pd}]*$/iu;

/** What a link calls a reference, the surest name first; `BARE_NAME` only where the link asks nobody to pay. */
const NAMES = [/trans|txn|trx|^tx/, /ref/, /receipt|recu/];
const BARE_NAME = /^id$/;
const OTHERS_NAME = /merchant|marchand|refer+er/;

/** Words of a link by which one pays: the path behind them names a merchant or a request, and nothing that was paid. */
const TO_PAY = new Set(['pay', 'payer', 'checkout', 'm', 'merchant', 'marchand', 'shop', 'store']);

/** A merchant's own code, as the EMV's QR begins that posters bear. **Source** EMVCo, merchant-presented mode: tag 00. */
const ON_A_POSTER = /^000201/;

/**
 * The reference that a guest's code holds: its whole text, or what a link names as one or ends with. Undefined for all
 * else: a network's password, a contact, a poster that asks to be paid.
 * **Why** it only fills a field: what a code says is for a person to compare, and proves nothing.
 */
export function referenceInCode(text: string): string | undefined {
  const said = text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim();
  if (/^https?:/i.test(said)) return inLink(said);
  // Some print it in groups; what has another line, or another sign, is a text about something.
  return isOne(said.replaceAll(' ', '')) && said.length <= REFERENCE_MAX && !ON_A_POSTER.test(said) ? said : undefined;
}

const isOne = (text: string) =>
  text.length >= REFERENCE_MIN && text.length <= REFERENCE_MAX && LOOKS_LIKE_ONE.test(text);

function inLink(text: string): string | undefined {
  const link = linkOf(text);
  if (link === undefined) return undefined;
  const named = firstNamed(link, NAMES);
  if (named !== undefined || isToPay(link)) return named;
  return firstNamed(link, [BARE_NAME]) ?? lastSegment(link);
}

function linkOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function firstNamed({ searchParams }: URL, names: readonly RegExp[]): string | undefined {
  const named = [...searchParams]
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .filter(([name, value]) => !OTHERS_NAME.test(name) && isOne(value));
  for (const name of names) {
    const found = named.find(([one]) => name.test(one));
    if (found) return found[1];
  }
  return undefined;
}

const isToPay = ({ hostname, pathname }: URL) =>
  [...hostname.split('.').slice(0, -1), ...pathname.split('/')].some((word) => TO_PAY.has(word.toLowerCase()));

/** A file's name is none: `receipt2.html`. */
function lastSegment({ pathname }: URL): string | undefined {
  const last = pathname.split('/').findLast((segment) => segment !== '');
  return last !== undefined && isOne(last) && !/\.[a-z]{2,4}$/i.test(last) ? last : undefined;
}
