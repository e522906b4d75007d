import type { RepoFile } from './repo-file.ts';
import { isTest, placeOf } from './repo-file.ts';

/** What keys of providers, clouds and people look like. **Source** their own documents' prefixes. */
const KEYS: readonly (readonly [RegExp, string])[] = [
  [/\bwave_[a-z]{2}_(?:prod|live)_[\w-]{8,}/g, 'a key of Wave'],
  [/\bsk_live_\w{8,}/g, 'a key of a card provider'],
  [/\bFLWSECK-\w{8,}/g, 'a key of Flutterwave'],
  [/\bAKIA[0-9A-Z]{16}\b/g, 'a key of a cloud'],
  [/\bgh[pousr]_\w{30,}/g, 'a token of a code host'],
];
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/g;

/** No secret lies in the repository (TEN-20). Keys that tests make up stand in tests and their fixtures. */
export function checkSecrets(files: readonly RepoFile[]): string[] {
  return files.flatMap((file) => {
    const mayHoldKeys = isTest(file.path) || file.path.endsWith('-fixture.ts');
    const patterns = mayHoldKeys ? KEYS : [...KEYS, [PRIVATE_KEY, 'a private key'] as const];
    return patterns.flatMap(([pattern, what]) =>
      [...file.text.matchAll(pattern)].map((match) => `${placeOf(file, match.index)}: looks like ${what}`),
    );
  });
}
