import type { FeelProblem, Reading } from './reading.js';
import type { Span } from './tree.js';

/** Why a text was refused. Thrown and caught inside the reader alone: what leaves it is a `Reading`. */
export class FeelRefusal extends Error {
  constructor(readonly problem: FeelProblem) {
    super(problem.message);
  }
}

export function refuseAt(span: Span, code: string, message: string, instead: string): never {
  throw new FeelRefusal({ from: span.from, to: span.to, code, message, instead });
}

/** Runs a reader; what it refuses becomes a value. */
export function readingOf<T>(read: () => T): Reading<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof FeelRefusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** A piece of a text as a message shows it: one line, not long. */
export function quoted(written: string): string {
  const line = written.replace(/\s+/g, ' ').trim();
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`;
}
