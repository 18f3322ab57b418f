import type { FeelType } from '../values/type.js';

/** A name that an expression may read. */
export interface Declared {
  readonly name: string;
  readonly slot: number;
  readonly type: FeelType;
}

/**
 * The names that an expression may read, by the innermost that declares them. Pure. Slots are numbered by the caller's
 * `nextSlot`, so that every name of one decision has a place of its own.
 */
export interface Scope {
  readonly find: (name: string) => Declared | null;
  /** Everything visible, inner names first. */
  readonly all: () => readonly Declared[];
  /** These names, on top of those that there are; each gets a new slot. */
  readonly with: (names: readonly { readonly name: string; readonly type: FeelType }[]) => Scope;
  /** How many slots an `Env` needs that runs what was read in this scope or in one below it. */
  readonly slots: () => number;
}

export function scopeOf(names: readonly { readonly name: string; readonly type: FeelType }[]): Scope {
  let next = 0;
  const under = (outer: readonly Declared[]): Scope => ({
    find: (name) => outer.find((declared) => declared.name === name) ?? null,
    all: () => outer,
    with: (inner) => under([...inner.map((one) => ({ ...one, slot: next++ })), ...outer]),
    slots: () => next,
  });
  return under([]).with(names);
}
