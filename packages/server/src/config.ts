import { isEmailAddress } from '@resto360/domain';

/**
 * What the operator may set, read once at start from the environment.
 *
 * **Errors**: {@link ConfigError} with a sentence which names the variable, what it held and what it accepts.
 * **Why**: a wrong value is refused before anything is opened; a server that guesses is found out at night.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    port: readPort(env['PORT']),
    dataDir: given(env['DATA_DIR']) ?? '.data',
    databaseUrl: readUrl('DATABASE_URL', env['DATABASE_URL'], databaseUrlRule),
    redisUrl: readUrl('REDIS_URL', env['REDIS_URL'], redisUrlRule),
    logLevel: readLogLevel(env['LOG_LEVEL']),
    publicOrigins: readOrigins(env['PUBLIC_ORIGINS']),
    smtpUrl: readUrl('SMTP_URL', env['SMTP_URL'], smtpUrlRule),
    mailFrom: readMailFrom(env['MAIL_FROM']),
    metricsToken: readToken('METRICS_TOKEN', env['METRICS_TOKEN']),
    paymentKey: readKey('PAYMENT_KEY', env['PAYMENT_KEY']),
    paymentKeysFormer: readKeys('PAYMENT_KEY_FORMER', env['PAYMENT_KEY_FORMER']),
    paymentWorker: readChoice('PAYMENT_WORKER', env['PAYMENT_WORKER'], ['inside', 'apart']),
    paysim: readPaysim(env),
  };
}

/** The settings of one server process. An unset optional value is `undefined`, never an empty string. */
export interface Config {
  /** TCP port to listen on; 0 lets the system choose one. */
  readonly port: number;
  /** Folder of everything this server keeps, as given (it may be relative to the working folder). */
  readonly dataDir: string;
  /** An existing PostgreSQL to use instead of the embedded one; its login may create roles. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** Web origins which may open the live channel; `undefined` means "this machine": see {@link allowedOrigins}. */
  readonly publicOrigins: readonly string[] | undefined;
  /** The mail server that takes the digests; without it they are written into the data folder. May hold a secret. */
  readonly smtpUrl: string | undefined;
  /** Whom letters come from. */
  readonly mailFrom: string;
  /** Who reads `/api/metrics` sends it; without it there is no such address. A secret. */
  readonly metricsToken: string | undefined;
  /** What closes the secrets of payment providers: 32 bytes in base64; without it a file of the data folder. A secret. */
  readonly paymentKey: string | undefined;
  /** Keys of before, which still open what they closed. Secrets. */
  readonly paymentKeysFormer: readonly string[];
  /** Whether the server works on payments itself, or `resto360 worker` does it in processes of its own. */
  readonly paymentWorker: 'inside' | 'apart';
  /** The port on which the demo's payment providers are played; `undefined`: they are not. Never in production. */
  readonly paysim: number | undefined;
}

/** How much the server says, from nothing to everything. */
export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/** A setting the server can't start with. The message is meant for the operator, as it stands. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * The exact origins the live channel answers to.
 *
 * **Why**: without PUBLIC_ORIGINS these follow from the port really listened on, which PORT=0 only tells afterwards.
 * **Source**: TEN-17.
 */
export function allowedOrigins(config: Config, listeningPort: number): readonly string[] {
  return config.publicOrigins ?? [`http://localhost:${listeningPort}`, `http://127.0.0.1:${listeningPort}`];
}

function given(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}

function refuse(variable: string, value: string, accepted: string): never {
  throw new ConfigError(`${variable} is "${withoutPassword(value)}", but it must be ${accepted}.`);
}

const smtpUrlRule: UrlRule = {
  schemes: ['smtp:', 'smtps:'],
  accepted: 'the address of a mail server, such as smtps://user:password@mail.example.com',
  needsPath: false,
};

function readMailFrom(value: string | undefined): string {
  const text = given(value) ?? 'resto360@localhost.localdomain';
  return isEmailAddress(text) ? text : refuse('MAIL_FROM', text, 'one e-mail address, such as caisse@example.com');
}

// The refusal does not repeat it: it is a secret.
function readToken(variable: string, value: string | undefined): string | undefined {
  const text = given(value);
  if (text === undefined || /^[\w-]{16,200}$/.test(text)) return text;
  throw new ConfigError(`${variable} must be 16 to 200 letters, digits, "-" or "_".`);
}

// The refusal does not repeat it: it is a secret.
function readKey(variable: string, value: string | undefined): string | undefined {
  const text = given(value);
  if (text === undefined || isKey(text)) return text;
  throw new ConfigError(`${variable} must be 32 bytes in base64 (openssl rand -base64 32).`);
}

// Nor does this one.
function readKeys(variable: string, value: string | undefined): readonly string[] {
  const keys = (given(value) ?? '').split(',').flatMap((part) => given(part) ?? []);
  if (keys.every(isKey)) return keys;
  throw new ConfigError(`${variable} must be keys of 32 bytes in base64, separated by commas.`);
}

const isKey = (text: string): boolean => /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === 32;

function readChoice<T extends string>(variable: string, value: string | undefined, choices: readonly [T, ...T[]]): T {
  const text = given(value);
  if (text === undefined) return choices[0];
  return choices.find((choice) => choice === text) ?? refuse(variable, text, `one of ${choices.join(', ')}`);
}

/** Where PORT is any that is free, so is this one. */
function readPaysim(env: Readonly<Record<string, string | undefined>>): number | undefined {
  const text = given(env['PAYSIM_PORT']);
  if (text === 'off' || env['NODE_ENV'] === 'production') return undefined;
  if (text === undefined) return readPort(env['PORT']) === 0 ? 0 : 3700;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : refuse('PAYSIM_PORT', text, 'a whole number from 0 to 65535, or off');
}

function withoutPassword(value: string): string {
  return value.replace(/(?<=\/\/[^/]*):.*(?=@)/, ':***').replace(/(?<=password=)[^&]*/i, '***');
}

function readPort(value: string | undefined): number {
  const text = given(value);
  if (text === undefined) return 3600;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : refuse('PORT', text, 'a whole number from 0 to 65535');
}

function readLogLevel(value: string | undefined): LogLevel {
  const text = given(value);
  if (text === undefined) return 'info';
  return logLevels.find((level) => level === text) ?? refuse('LOG_LEVEL', text, `one of ${logLevels.join(', ')}`);
}

interface UrlRule {
  readonly schemes: readonly string[];
  readonly accepted: string;
  readonly needsPath: boolean;
}

const databaseUrlRule: UrlRule = {
  schemes: ['postgres:', 'postgresql:'],
  accepted: 'the address of a PostgreSQL database, such as postgres://user:password@host:5432/resto360',
  needsPath: true,
};

const redisUrlRule: UrlRule = {
  schemes: ['redis:', 'rediss:'],
  accepted: 'the address of a Redis, such as redis://host:6379',
  needsPath: false,
};

function readUrl(variable: string, value: string | undefined, rule: UrlRule): string | undefined {
  const text = given(value);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const named = url !== undefined && (!rule.needsPath || url.pathname.length > 1);
  const fits = named && rule.schemes.includes(url.protocol) && url.hostname !== '';
  return fits ? text : refuse(variable, text, rule.accepted);
}

function readOrigins(value: string | undefined): readonly string[] | undefined {
  const text = given(value);
  if (text === undefined) return undefined;
  return text.split(',').map((part) => readOrigin(part.trim()));
}

function readOrigin(part: string): string {
  const url = URL.canParse(part) ? new URL(part) : undefined;
  const exact = url !== undefined && url.origin === part && /^https?:$/.test(url.protocol);
  const accepted = 'a list of exact origins separated by commas, such as https://pos.example.com,http://10.0.0.5:3600';
  return exact ? part : refuse('PUBLIC_ORIGINS', part, accepted);
}
