import { ApiProblem } from './api';
import { keep, readKept } from './kept';
import { keptHere } from './session';

interface Kept {
  readonly key: string;
  readonly what: string;
}

/**
 * One press is one wish, and has one Idempotency-Key until the server has answered it: whoever presses again because no answer
 * came, or loads the page again, sends the same wish, and it happens once. Another wish about the same thing has another key.
 */
export function useWish(about: string) {
  const name = `${keptHere()}wish.${about}`;
  return async <T>(what: unknown, run: (headers: { readonly 'Idempotency-Key': string }) => Promise<T>): Promise<T> => {
    const said = JSON.stringify(what);
    const before = readKept(name) as Kept | undefined;
    const key = before?.what === said ? before.key : crypto.randomUUID();
    keep(name, { key, what: said } satisfies Kept);
    try {
      const answer = await run({ 'Idempotency-Key': key });
      keep(name, undefined);
      return answer;
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.notReached) keep(name, undefined);
      throw error;
    }
  };
}
