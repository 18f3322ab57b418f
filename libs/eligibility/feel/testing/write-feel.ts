import { plainOf, isNumber } from '../../values/number.js';
import { show } from '../../values/show.js';
import type { FeelType } from '../../values/type.js';
import type { FeelValue } from '../../values/value.js';
import type { Feel, Loop, Unary } from '../tree.js';

/** A tree as text, with every part in brackets that is not one word. */
export function writeFeel(tree: Feel): string {
  switch (tree.op) {
    case 'literal':
      return writeLiteral(tree.value);
    case 'name':
      return tree.name;
    case 'input':
      return '?';
    case 'path':
      return `${inner(tree.of)}.${tree.key}`;
    case 'filter':
      return `${inner(tree.of)}[${writeFeel(tree.by)}]`;
    case 'negate':
      return `-(${writeFeel(tree.of)})`;
    case 'between':
      return `${inner(tree.of)} between ${inner(tree.low)} and ${inner(tree.high)}`;
    case 'in':
      return `${inner(tree.of)} in (${writeTests(tree.tests)})`;
    case 'if':
      return `if ${inner(tree.when)} then ${inner(tree.then)} else ${inner(tree.otherwise)}`;
    case 'for':
      return `for ${tree.loops.map(writeLoop).join(', ')} return ${inner(tree.body)}`;
    case 'some':
    case 'every':
      return `${tree.op} ${tree.loops.map(writeLoop).join(', ')} satisfies ${inner(tree.body)}`;
    case 'list':
      return `[${tree.of.map(inner).join(', ')}]`;
    case 'context':
      return `{${tree.entries.map(({ key, of }) => `${writeString(key)}: ${inner(of)}`).join(', ')}}`;
    case 'range':
      return `${tree.lowIncluded ? '[' : '('}${inner(tree.low)} .. ${inner(tree.high)}${tree.highIncluded ? ']' : ')'}`;
    case 'unary range':
      return `(${tree.by} ${inner(tree.of)})`;
    case 'call':
      return `${typeof tree.of === 'string' ? tree.of : inner(tree.of)}(${writeArguments(tree)})`;
    case 'function':
      return `function(${tree.parameters.map(({ name, type }) => name + (type ? `: ${writeType(type)}` : '')).join(', ')}) ${inner(tree.body)}`;
    case 'instance of':
      return `${inner(tree.of)} instance of ${writeType(tree.type)}`;
    case 'run':
      throw new Error('what is no text cannot be written');
    default:
      return `${inner(tree.left)} ${tree.op} ${inner(tree.right)}`;
  }
}

export function writeTests(tests: Unary): string {
  if (tests.test === 'any') return '-';
  const written = tests.of.map(({ test }) => inner(test)).join(', ');
  return tests.test === 'none' ? `not(${written})` : written;
}

const simple = new Set(['literal', 'input', 'list', 'context', 'range', 'unary range', 'call']);

function inner(tree: Feel): string {
  const written = writeFeel(tree);
  return simple.has(tree.op) && !written.startsWith('-') && !written.startsWith('function') ? written : `(${written})`;
}

function writeArguments({ arguments: given, names }: Feel & { op: 'call' }): string {
  return given.map((one, at) => (names ? `${names[at] ?? ''}: ${inner(one)}` : inner(one))).join(', ');
}

function writeLoop({ over, to }: Loop, at: number): string {
  return `${loopName(at)} in ${inner(over)}${to ? ` .. ${inner(to)}` : ''}`;
}

/** The tree keeps slots, not names, of loops: random trees call the first `loop-a`, and so on. */
export const loopName = (at: number): string => `loop-${'abc'.charAt(at)}`;

function writeLiteral(value: FeelValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (isNumber(value)) return plainOf(value);
  return `@"${show(value)}"`;
}

function writeString(text: string): string {
  return `"${text.replace(/[\\"\n\r\t]/g, (sign) => `\\${({ '\n': 'n', '\r': 'r', '\t': 't' } as Record<string, string>)[sign] ?? sign}`)}"`;
}

export function writeType(type: FeelType): string {
  switch (type.kind) {
    case 'any':
      return 'Any';
    case 'null':
      return 'Null';
    case 'list':
    case 'range':
      return `${type.kind}<${writeType(type.of)}>`;
    case 'context':
      return `context<${[...type.entries].map(([key, of]) => `${key}: ${writeType(of)}`).join(', ')}>`;
    case 'function':
      return `function<${(type.parameters ?? []).map(writeType).join(', ')}>->${writeType(type.result ?? { kind: 'any' })}`;
    case 'allowed':
      return writeType(type.of);
    default:
      return type.kind;
  }
}
