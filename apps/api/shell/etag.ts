import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

/** A strong ETag from a row's revision. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}

/**
 * The revision that the caller says it changes; null when it does not say (`*` says "whatever it is").
 * Throws 400 for anything else than one strong ETag of ours.
 */
export function readIfMatch(header: string | string[] | undefined): number | null {
  const text = String(header ?? '').trim();
  if (text === '' || text === '*') return null;
  const digits = /^"(\d{1,15})"$/.exec(text)?.[1];
  if (digits === undefined) throw new ProblemError(400, 'if-match-is-malformed');
  return Number(digits);
}

/** Throws 412 with what it looks like now, when the caller's revision is no longer the current one. */
export function refuseStale(ifMatch: number | null, revision: number, current?: unknown): void {
  if (ifMatch === null || ifMatch === revision) return;
  throw new ProblemError(
    412,
    'somebody-else-changed-it',
    { yours: ifMatch, current: revision },
    { current, headers: { etag: etagOf(revision) } },
  );
}

/** `@IfMatch('required') revision: number` answers 428 without the header; `@IfMatch('optional') revision: number | null`. */
export const IfMatch = createParamDecorator((need: 'required' | 'optional', context: ExecutionContext) => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (need === 'required' && !header?.trim()) throw new ProblemError(428, 'if-match-is-missing');
  return readIfMatch(header);
});

/** The ETag of something that has no revision for those who read it, as they got it; null when they do not say. Throws 400. */
export const IfRead = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const text = String(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'] ?? '').trim();
  if (text === '' || text === '*') return null;
  if (!/^"[\w-]{1,64}"$/.test(text)) throw new ProblemError(400, 'if-match-is-malformed');
  return text;
});

/** For a step that is about exactly what was read: "whatever it is" will not do. */
export function knownRevision(revision: number | null): number {
  if (revision === null) throw new ProblemError(428, 'if-match-is-missing');
  return revision;
}

/** Says in the document what `@IfMatch` reads. */
export function ApiIfMatch(need: 'required' | 'optional', example = '"1"'): MethodDecorator {
  const description = 'The strong ETag that was read. Stale: 412 with the current version.';
  return applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: need === 'required',
      description,
      schema: { type: 'string', examples: [example] },
    }),
  );
}
