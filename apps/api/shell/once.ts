import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  once as askWhetherNew,
  type Once as Seen,
  remember,
  type RepeatableRequest,
  type Tx,
} from '../../../libs/platform/index.js';
import { ProblemError } from './problem-error.js';

/** The key of a request that may be sent again, what it asks for, and a hash of what it says. */
export type IdempotencyInput = RepeatableRequest;

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The body as JSON, where it was written already. */
  readonly json?: string;
  /** The case that it tells of: a kept answer is forgotten when something of that case is erased. */
  readonly about?: string;
  /** True when this answer was given before, to the same request. */
  readonly replayed?: boolean;
}

/** `@Once() once: IdempotencyInput | null`: the caller's Idempotency-Key; null without one. */
export const Once = createParamDecorator((_: unknown, context: ExecutionContext): IdempotencyInput | null =>
  readIdempotencyKey(context.switchToHttp().getRequest<FastifyRequest>()),
);

export function readIdempotencyKey(request: FastifyRequest): IdempotencyInput | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(key))
    throw new ProblemError(400, 'idempotency-key-is-malformed');
  const route = `${request.method} ${request.url.split('?', 1)[0]}`;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify(inOrder(request.body)) ?? '')
    .digest('hex');
  return { key, route, bodyHash };
}

/**
 * Does the work once for one key, in the caller's transaction: a repetition gets the first answer again and changes nothing.
 * While the first is still running: 409. The same key with another body: 422. Problems are thrown and so not kept: the
 * transaction rolls back, and the same key may be tried again.
 */
export function runOnce(tx: Tx, once: IdempotencyInput | null, work: () => Promise<Answer>): Promise<Answer> {
  return runOnceWith(tx, once, async (isFirst) => {
    await isFirst;
    return work();
  });
}

/**
 * The same, for work that begins by reading: it must wait for `isFirst` before it changes anything, and may ask the
 * database for what it needs meanwhile, in the same trip. `isFirst` rejects for a request that was seen before.
 */
export async function runOnceWith(
  tx: Tx,
  once: IdempotencyInput | null,
  work: (isFirst: Promise<void>) => Promise<Answer>,
): Promise<Answer> {
  if (once === null) return work(Promise.resolve());
  const asked = { ...once, route: asWhom(tx, once.route) };
  const isFirst = askWhetherNew(tx, asked).then((known) => {
    if (known.kind !== 'first') throw new SeenBefore(known);
  });
  try {
    const answer = await work(isFirst);
    const json = JSON.stringify(answer.body ?? null);
    remember(tx, asked, { status: answer.status, headers: answer.headers ?? {}, json }, answer.about);
    return { ...answer, json };
  } catch (error) {
    if (error instanceof SeenBefore) return answerAgain(error.known);
    throw error;
  }
}

/** One person in two roles, or at two agencies, may see different things: an answer is kept for the one it was given to. */
const asWhom = ({ who }: Tx, route: string): string => [who.role, who.agency ?? '', route].join(' ');

class SeenBefore extends Error {
  constructor(readonly known: Exclude<Seen, { kind: 'first' }>) {
    super(`seen before: ${known.kind}`);
  }
}

function answerAgain(known: SeenBefore['known']): Answer {
  switch (known.kind) {
    case 'in-flight':
      throw new ProblemError(409, 'request-is-in-flight', {}, { headers: { 'retry-after': '1' } });
    case 'other-body':
      throw new ProblemError(422, 'idempotency-key-was-used');
    case 'replay':
      return { status: known.status, headers: known.headers, body: null, json: known.json, replayed: true };
  }
}

/** Sends it: `@Res() reply: FastifyReply` … `sendAnswer(reply, answer)`. */
export function sendAnswer(reply: FastifyReply, answer: Answer): void {
  const json = answer.json ?? JSON.stringify(answer.body ?? null);
  void reply
    .code(answer.status)
    .headers({ ...answer.headers, ...(answer.replayed && { 'idempotency-replayed': 'true' }) })
    .type('application/json; charset=utf-8')
    .send(answer.status === 204 ? undefined : json);
}

/** The order of fields says nothing: the same content hashes alike. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, inOrder(inner)]),
  );
}
