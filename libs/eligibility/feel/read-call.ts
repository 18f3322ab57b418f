import type { FeelType } from '../values/type.js';
import { parseTemporal } from '../values/parse-temporal.js';
import { allBuiltIns, builtIn } from './built-in-names.js';
import { partsOf, type FeelNode } from './node.js';
import { need, spanOf, written, type Place, type Read } from './place.js';
import { stringOf } from './read-string.js';
import { quoted, refuseAt } from './refuse.js';
import { spelling } from './spelling.js';
import { suggest } from './suggest.js';
import type { Feel, Span } from './tree.js';
import { bare } from './type-of.js';

interface Arguments {
  readonly arguments: readonly Feel[];
  readonly names?: readonly string[];
}

/** `f(…)`, where `f` is a name that the scope has, a function of FEEL, or an expression. */
export function readCall(node: FeelNode, at: Place, read: Read): Feel {
  const [callee, , parameters] = partsOf(node);
  const called = need(callee, node);
  const given = argumentsOf(parameters, at, read);
  if (called.name !== 'VariableName' && called.name !== 'SpecialFunctionName') {
    return { ...spanOf(node), op: 'call', of: read(called, at), ...given };
  }
  const name = written(called, at).replace(/\s+/g, ' ');
  const declared = at.scope.known(name);
  // What was declared as something else than a function cannot be meant.
  if (declared && (isCallable(declared.type) || (at.outermost.lenient && !builtIn(name))))
    return { ...spanOf(node), op: 'call', of: read(called, at), ...given };
  if (declared && !builtIn(name)) {
    refuseAt(
      called,
      'is-no-function',
      `${quoted(name)} is a value and no function.`,
      `Write ${name} without arguments.`,
    );
  }
  return callBuiltIn(name, called, { ...spanOf(node), ...given }, at);
}

const isCallable = (type: FeelType): boolean => ['function', 'any'].includes(bare(type).kind);

/** `date(…)` and its like, which the parser sets apart, and `@"…"`. A date that is written out is read here. */
export function readDateLiteral(node: FeelNode, at: Place, read: Read): Feel {
  const [first, , parameters] = partsOf(node);
  if (first?.name === 'AtLiteral') return readAtLiteral(first, node, at);
  const name = written(need(first, node), at).replace(/\s+/g, ' ');
  const given = argumentsOf(parameters, at, read);
  const [only] = given.arguments;
  const inPlace = given.names === undefined || given.names[0] === 'from';
  if (inPlace && given.arguments.length === 1 && only?.op === 'literal' && typeof only.value === 'string') {
    const value = parseTemporal(only.value);
    const wanted = name === 'duration' ? ['days and time duration', 'years and months duration'] : [name];
    if (value && wanted.includes(value.kind)) return { ...spanOf(node), op: 'literal', value };
    const isMidnight = value?.kind === 'date' && name === 'date and time';
    if (!isMidnight && !at.outermost.lenient) refuseDate(only.value, name, node);
  }
  return callBuiltIn(name, need(first, node), { ...spanOf(node), ...given }, at);
}

function readAtLiteral(literal: FeelNode, node: FeelNode, at: Place): Feel {
  const text = stringOf(written(literal, at).slice(1), literal);
  const value = parseTemporal(text);
  if (value || at.outermost.lenient) return { ...spanOf(node), op: 'literal', value };
  return refuseDate(text, 'date, time or duration', node);
}

function refuseDate(text: string, wanted: string, node: FeelNode): never {
  return refuseAt(
    node,
    'date-is-not-a-date',
    `${quoted(text)} is no ${wanted}.`,
    'Write for example date("2024-01-31"), @"10:30:00", @"2024-01-31T10:30:00" or duration("P1Y6M").',
  );
}

function argumentsOf(node: FeelNode | undefined, at: Place, read: Read): Arguments {
  const parts = partsOf(node ?? null).filter((part) => part.name !== ',');
  if (node?.name !== 'NamedParameters') return { arguments: parts.map((part) => read(part, at)) };
  const named = parts.map((part) => {
    const [name, ...rest] = partsOf(part);
    return { name: written(need(name, part), at), of: read(need(rest.at(-1), part), at), node: part };
  });
  const twice = named.find(
    ({ name }, index) => named.findIndex((one) => spelling(one.name) === spelling(name)) < index,
  );
  if (twice) {
    refuseAt(twice.node, 'argument-is-twice', `${quoted(twice.name)} is given twice.`, 'Give it once.');
  }
  return { arguments: named.map(({ of }) => of), names: named.map(({ name }) => name.replace(/\s+/g, ' ')) };
}

function callBuiltIn(name: string, called: FeelNode, call: Span & Arguments, at: Place): Feel {
  const found = builtIn(name);
  // As the standard has it, a call of what nobody knows is a call of null.
  if (!found && at.outermost.lenient)
    return { op: 'call', of: { ...spanOf(called), op: 'literal', value: null }, ...call };
  if (!found) {
    const functions = at.scope.all().filter(({ type }) => type.kind === 'function');
    return refuseAt(
      called,
      'function-is-unknown',
      `There is no function ${quoted(name)}.`,
      suggest(name, [...functions.map((one) => one.name), ...allBuiltIns()]),
    );
  }
  if (!at.outermost.lenient) checkArguments(found.signatures, found.variadic === true, found.name, call);
  return { op: 'call', of: found.name, ...call };
}

function checkArguments(
  signatures: readonly (readonly string[])[],
  variadic: boolean,
  name: string,
  call: Span & Arguments,
): void {
  const forms = signatures.map((signature) => `${name}(${signature.join(', ')})`).join(' or ');
  const { names } = call;
  if (names) {
    const wrong = names.find((one) => !signatures.some((signature) => signature.includes(one)));
    if (wrong !== undefined || !signatures.some((signature) => fits(signature, names))) {
      const said = wrong === undefined ? 'has not these arguments together' : `has no argument ${quoted(wrong)}`;
      refuseAt(call, 'argument-is-unknown', `The function ${name} ${said}.`, `Write ${forms}.`);
    }
    return;
  }
  const count = call.arguments.length;
  if (signatures.some((signature) => signature.length === count) || (variadic && count > 0)) return;
  refuseAt(
    call,
    'arguments-do-not-fit',
    `The function ${name} does not take ${count === 1 ? 'one argument' : `${count} arguments`}.`,
    `Write ${forms}.`,
  );
}

const fits = (signature: readonly string[], names: readonly string[]): boolean =>
  signature.length === names.length && names.every((name) => signature.includes(name));
