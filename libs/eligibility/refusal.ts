/** Why a cell was refused. Thrown and caught inside the reader alone: what leaves it is a problem with its place. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly instead: string,
  ) {
    super(message);
  }
}

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function refuse(code: string, message: string, instead: string): never {
  throw new Refusal(code, message, instead);
}
