import type { Span } from '../feel/tree.js';
import type { FeelDateTime, FeelValue } from '../values/value.js';

/** Why a value became `null`: a division by zero, operands that do not go together, a value outside a function's reach. */
export interface Note extends Span {
  readonly code: string;
}

/**
 * What one evaluation needs. `moment` is what `now()` and `today()` say: the lib has no clock. `steps` counts down; at zero
 * the evaluation throws `TooMuchWork` and nothing of it counts.
 */
export interface Env {
  /** Changed while a function runs: it sees the values that there were where it was made. */
  slots: FeelValue[];
  /** What `?` is. */
  input: FeelValue;
  readonly moment: FeelDateTime | null;
  steps: number;
  /** How deep functions have called each other, in levels of their bodies. Absent: not at all. */
  depth?: number;
  readonly notes: Note[];
}

/** An expression, ready to run. Throws TooMuchWork alone; whatever else goes wrong is `null` with a note. */
export type Run = (env: Env) => FeelValue;

export class TooMuchWork extends Error {
  constructor() {
    super('This decision takes more work than it is allowed. Make its lists or loops smaller.');
  }
}
