import { HttpException } from '@nestjs/common';
import { sessionHasEnded } from '../../../libs/access/index.js';
import { ProblemError } from './problem-error.js';

export const bodyLimit = 1024 * 1024;

/** What an error of a framework, a driver or the platform means to the caller. Null: it is our own fault. */
export function recognizeError(error: unknown, method: string): ProblemError | null {
  if (error instanceof ProblemError) return error;
  return fromDatabase(codeOf(causeOf(error))) ?? fromFramework(error, method);
}

/** TypeORM wraps the driver's error. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && 'driverError' in error ? error.driverError : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const unreachable = /^(08...|57P0.|53...|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;

function fromDatabase(code: string): ProblemError | null {
  if (code === sessionHasEnded) return new ProblemError(401, 'sign-in-needed');
  // Class 22, data exception: NUL in a text, a number out of range. The caller sent what cannot be stored.
  if (/^22...$/.test(code)) return new ProblemError(422, 'value-cannot-be-stored');
  if (code === '40001' || code === '40P01' || code === '55P03' || unreachable.test(code)) {
    return new ProblemError(503, 'try-again-soon', {}, { headers: { 'retry-after': '1' } });
  }
  return null;
}

const byFastifyCode: Readonly<Record<string, () => ProblemError>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: () => new ProblemError(400, 'body-is-not-json'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new ProblemError(400, 'body-is-not-json'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new ProblemError(415, 'content-type-is-not-json'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new ProblemError(413, 'request-is-too-large', { limit: `${bodyLimit / 1024} kB` }),
  FST_ERR_BAD_URL: () => new ProblemError(400, 'address-is-malformed'),
  FST_ERR_ROUTE_PARAM_TOO_LONG: () => new ProblemError(400, 'address-is-malformed'),
  FST_ERR_MAX_PARAM_LENGTH: () => new ProblemError(400, 'address-is-malformed'),
};

function fromFramework(error: unknown, method: string): ProblemError | null {
  const known = byFastifyCode[codeOf(error)] ?? byFastifyCode[codeOf(error instanceof Error ? error.cause : null)];
  if (known) return known();
  if (error instanceof URIError) return new ProblemError(400, 'address-is-malformed');
  if (error instanceof SyntaxError) return new ProblemError(400, 'body-is-not-json');
  const status = statusOf(error);
  if (status === 404) return new ProblemError(404, 'not-found');
  if (status === 405) return new ProblemError(405, 'method-is-not-offered', { method });
  if (status === 413) return byFastifyCode.FST_ERR_CTP_BODY_TOO_LARGE?.() ?? null;
  if (status === 415) return new ProblemError(415, 'content-type-is-not-json');
  if (status === 503) return new ProblemError(503, 'try-again-soon', {}, { headers: { 'retry-after': '1' } });
  return status >= 400 && status < 500 ? new ProblemError(status, 'request-is-malformed') : null;
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 0;
}
