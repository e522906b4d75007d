import type { ErrorBody } from '@resto360/sync';
import { errorCode } from '../db/database-error.ts';
import { TransientStoreError } from '../db/transient-store-error.ts';

/**
 * Every code an answer may carry and its status: the one table of HTTP mapping. Clients act on the code, people read
 * the message; neither ever holds a stack.
 * **Source** SYN section 6.
 */
export const ERROR_STATUS = {
  malformed: 400,
  bad_request: 400,
  foreign_install: 400,
  reenrol: 401,
  bad_credentials: 401,
  bad_ticket: 401,
  bad_signature: 401,
  wrong_restaurant: 403,
  bad_origin: 403,
  bad_code: 403,
  office_only: 403,
  own_device: 403,
  no_right: 403,
  not_found: 404,
  method_not_allowed: 405,
  reset: 409,
  behind: 409,
  still_held: 409,
  elsewhere: 409,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_tries: 429,
  internal: 500,
  unavailable: 503,
} as const;
/** One of the codes above. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** An answer that is an error, thrown by routes and turned into words and status in one place. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    retryAfterSeconds?: number,
  ) {
    super(message);
    this.code = code;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }

  get body(): ErrorBody {
    return { code: this.code, message: this.message, details: this.details };
  }
}

/**
 * What any thrown value is to the caller. Operating failures are told apart by code, never by message; what is not
 * known is a bug and says only `internal`.
 */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  const code = errorCode(error);
  const known = code === undefined ? undefined : FRAMEWORK[code];
  if (known !== undefined) return new HttpError(...known);
  if (error instanceof TransientStoreError) return unavailable(error.retryAfterMs);
  if (error instanceof Error && 'validation' in error) return misfit(error);
  if (error instanceof Error && 'statusCode' in error && error.statusCode === 400)
    return new HttpError('malformed', 'The request could not be read.');
  return new HttpError('internal', 'Something went wrong on the server; nothing was lost, try again.');
}

/** For what passes by itself: the caller keeps what it has and asks again. */
export function unavailable(retryAfterMs = 2_000): HttpError {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  return new HttpError('unavailable', 'The server is busy or its database is away; try again shortly.', {}, seconds);
}

const FRAMEWORK: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 'The request is larger than the server takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Send JSON: Content-Type: application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'The request is shorter or longer than it says.'],
  FST_ERR_BAD_URL: ['malformed', 'The address cannot be read.'],
  FST_ERR_MAX_PARAM_LENGTH: ['malformed', 'The address is too long.'],
};

function misfit(error: Error): HttpError {
  const problems: unknown = 'validation' in error ? error.validation : undefined;
  const first: unknown = Array.isArray(problems) ? problems[0] : undefined;
  const path = pathOf(first);
  const where = path === '' ? 'The request' : `The request at "${path}"`;
  const problem =
    typeof first === 'object' && first !== null && 'message' in first ? String(first.message) : 'does not fit';
  return new HttpError('bad_request', `${where} ${problem}.`, { path });
}

function pathOf(problem: unknown): string {
  if (typeof problem !== 'object' || problem === null || !('instancePath' in problem)) return '';
  return String(problem.instancePath).slice(1).replaceAll('/', '.');
}
