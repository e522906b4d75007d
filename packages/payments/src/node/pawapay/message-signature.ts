/** One signature of a message: which parts of it are signed, how, when, and the bytes. **Units** s since 1970. */
export type MessageSignature = {
  readonly components: readonly string[];
  /** As it stood in the header: it is signed itself. */
  readonly params: string;
  readonly keyId: string;
  readonly algorithm: string | undefined;
  readonly createdS: number | undefined;
  readonly expiresS: number | undefined;
  readonly bytes: Uint8Array;
};

/**
 * The signature with this label in the headers `Signature-Input` and `Signature`; undefined unless both are there and
 * written in the narrow way that pawaPay writes.
 * **Why** narrow: what is not understood to the last sign could cover something else than it seems to.
 * **Source** RFC 9421 sections 4.1 and 4.2.
 */
export function messageSignature(
  label: string,
  { input = '', signature = '' }: { readonly input: string | undefined; readonly signature: string | undefined },
): MessageSignature | undefined {
  const params = new RegExp(String.raw`(?:^|,)\s*${label}=(\(${NAMES}\)${PARAMS})\s*(?:,|$)`).exec(input)?.[1];
  const base64 = new RegExp(String.raw`(?:^|,)\s*${label}=:([A-Za-z0-9+/]+={0,2}):\s*(?:,|$)`).exec(signature)?.[1];
  if (params === undefined || base64 === undefined) return undefined;
  const names = params.slice(1, params.indexOf(')'));
  const given = new Map(
    [...params.matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g)].map(([, name = '', text, digits]) => [name, text ?? digits]),
  );
  const seconds = (name: string) => (given.has(name) ? Number(given.get(name)) : undefined);
  return {
    components: [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
    params,
    keyId: given.get('keyid') ?? '',
    algorithm: given.get('alg'),
    createdS: seconds('created'),
    expiresS: seconds('expires'),
    bytes: Buffer.from(base64, 'base64'),
  };
}

const NAMES = '"[a-z@-]+"(?: +"[a-z@-]+")*';
const PARAMS = String.raw`(?:;[a-z]+=(?:"[^"\\]*"|\d{1,15}))*`;
