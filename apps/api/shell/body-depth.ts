import type { FastifyInstance } from 'fastify';
import { fieldFault } from './problem-error.js';

/** Far beyond anything that we read, and far below what overflows the stack of those who walk through it. */
const deepest = 32;

/** Refuses a body that is nested too deep, before anybody walks through it. */
export function guardDepth(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _reply, done) => {
    done(isDeeperThan(deepest, request.body) ? fieldFault('', 'isFlat', [deepest]) : undefined);
  });
}

/** Level by level, because a recursion is just what a deep body is sent to break. */
function isDeeperThan(most: number, value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= most; depth += 1) {
    level = level.flatMap((each) => (each !== null && typeof each === 'object' ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
