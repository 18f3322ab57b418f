import type { Literal } from '../table.js';
import type { Text } from '../types.js';

/** What a parameter's values are. Money is integer cents, a date is ISO 8601. */
export type ParameterType = 'money' | 'integer' | 'date' | 'text';

/** One value for all, or one per key of the question that `by` names. */
export type ParameterValue = number | string | Readonly<Record<string, number | string>>;

/**
 * A constant that changes with time, and perhaps with one answer: an income limit by household size and year.
 * Plain data: stored with the program's version. `checkParameters` says what may be wrong with it.
 */
export interface Parameter {
  readonly id: string;
  readonly title: Text;
  readonly type: ParameterType;
  /**
   * The integer or choice question by whose answer the values differ. Of an integer question the highest key holds
   * for that number and more.
   */
  readonly by?: string;
  /** Each holds from its day (`2025-01-01`) until the next begins. Before the first, nothing is known. */
  readonly values: readonly { readonly from: string; readonly is: ParameterValue }[];
}

/** Parameters by id. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The kind of constant that a parameter stands for. */
export const literalKindOf: Readonly<Record<ParameterType, Exclude<Literal['kind'], 'parameter'>>> = {
  money: 'number',
  integer: 'number',
  date: 'date',
  text: 'string',
};

/** A parameter's value, as a cell writes it. */
export function literalOf({ type }: Parameter, value: number | string): Literal {
  const kind = literalKindOf[type];
  return kind === 'number' ? { kind, value: Number(value) } : { kind: kind as 'string' | 'date', value: String(value) };
}

export function parameterOf(parameters: Parameters, id: string): Parameter | undefined {
  return Object.hasOwn(parameters, id) ? parameters[id] : undefined;
}

/** The values in the order of their days. */
export function inOrder({ values }: Parameter): Parameter['values'] {
  return values.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** Everything that a parameter ever is, with the day from which it is. */
export function constantsOf(parameter: Parameter): { readonly from: string; readonly value: number | string }[] {
  return parameter.values.flatMap(({ from, is }) =>
    (typeof is === 'object' ? Object.values(is) : [is]).map((value) => ({ from, value })),
  );
}
