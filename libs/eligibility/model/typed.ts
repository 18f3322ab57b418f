import { coerce } from '../run/coerce.js';
import { closureOf } from '../run/evaluate.js';
import { isKind } from '../values/kind.js';
import type { FeelType } from '../values/type.js';
import type { FeelFunction, FeelValue } from '../values/value.js';
import type { Boxed } from './boxed.js';

const any: FeelType = { kind: 'any' };
const at = { from: 0, to: 0 };

/** The value as a value of this type; null where it is none. What is said of a function is said of what it gives. */
export function typed(inner: Boxed, said: FeelType): Boxed {
  if (said.kind === 'any') return inner;
  const gives = inner.type.kind === 'function' && said.kind !== 'function';
  const type: FeelType = gives ? { ...inner.type, result: said } : said;
  const run = closureOf(inner.tree);
  return { tree: { ...at, op: 'run', run: (env) => valueOf(run(env), type) }, type };
}

/** A value as its type has it. A function of a declared type takes and gives what that type says. */
function valueOf(value: FeelValue, type: FeelType): FeelValue {
  const made = coerce(value, type);
  if (type.kind !== 'function' || !isKind(made, 'function')) return made;
  const { parameters = [], result = any } = type;
  const call: FeelFunction['call'] = (values) =>
    coerce(made.call(values.map((one, index) => coerce(one, parameters[index] ?? any))), result);
  return { ...made, call };
}
