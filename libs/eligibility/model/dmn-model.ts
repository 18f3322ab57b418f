import type { FeelProblem } from '../feel/reading.js';
import type { FeelType } from '../values/type.js';
import type { FeelValue } from '../values/value.js';
import type { Env } from '../run/env.js';

/** A problem of one decision or knowledge model, with its element and the text that it is about. */
export interface ModelProblem extends FeelProblem {
  /** Name of the decision or knowledge model; null: the model as a whole. */
  readonly element: string | null;
  readonly text: string | null;
  /** Line of the element, row and column of the table: as far as they are known. */
  readonly line?: number;
  readonly row?: number;
  readonly column?: string;
}

/**
 * A DMN model, read once. What cannot be read is refused for the decisions that need it, by name; the others still run.
 */
export interface DmnModel {
  readonly name: string;
  readonly namespace: string;
  readonly inputs: ReadonlyMap<string, FeelType>;
  readonly decisions: ReadonlyMap<string, ModelDecision>;
  /** Decision services and knowledge models that can be called by name, as the kit does. */
  readonly invocables: ReadonlyMap<string, ModelInvocable>;
  readonly problems: readonly ModelProblem[];
}
export interface ModelDecision {
  readonly name: string;
  /** Problems of the decision itself and of whatever it needs. Empty: it runs. */
  readonly refused: readonly ModelProblem[];
  /**
   * Inputs in, value out. Where two files have an input of one name, `namespace#name` tells them apart. Decisions that it needs are run first, each once. Throws TooMuchWork alone.
   */
  readonly run: (inputs: ReadonlyMap<string, FeelValue>, env: Pick<Env, 'moment' | 'steps'>) => FeelValue;
}
export interface ModelInvocable {
  readonly name: string;
  readonly parameters: readonly string[];
  /** A service's output decisions: one gives its value, several a context of them. Empty for a knowledge model. */
  readonly outputs: readonly string[];
  readonly refused: readonly ModelProblem[];
  readonly run: (values: ReadonlyMap<string, FeelValue>, env: Pick<Env, 'moment' | 'steps'>) => FeelValue;
}
