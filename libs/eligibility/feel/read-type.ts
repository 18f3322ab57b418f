import type { FeelType } from '../values/type.js';
import { partsOf, type FeelNode } from './node.js';
import { need, written, type Place } from './place.js';
import { quoted, refuseAt } from './refuse.js';

const any: FeelType = { kind: 'any' };
const plain = new Map<string, FeelType>([
  ['Any', any],
  ['Null', { kind: 'null' }],
  ['number', { kind: 'number' }],
  ['string', { kind: 'string' }],
  ['boolean', { kind: 'boolean' }],
  ['date', { kind: 'date' }],
  ['time', { kind: 'time' }],
  ['date and time', { kind: 'date and time' }],
  ['dateTime', { kind: 'date and time' }],
  ['days and time duration', { kind: 'days and time duration' }],
  ['dayTimeDuration', { kind: 'days and time duration' }],
  ['years and months duration', { kind: 'years and months duration' }],
  ['yearMonthDuration', { kind: 'years and months duration' }],
  ['list', { kind: 'list', of: any }],
  ['range', { kind: 'range', of: any }],
  ['context', { kind: 'context', entries: new Map() }],
  ['function', { kind: 'function' }],
]);

/** A type of FEEL by its name; null where FEEL has none of that name. */
export function feelType(name: string): FeelType | null {
  return plain.get(name) ?? null;
}

/** The type that is written at this node. A name that neither FEEL nor the model has is refused. */
export function readType(node: FeelNode, at: Place): FeelType {
  const inner = node.name === 'Type' ? need(partsOf(node)[0], node) : node;
  switch (inner.name) {
    case 'ListType':
      return listOrRange(inner, at);
    case 'ContextType':
      return { kind: 'context', entries: new Map(entriesOf(inner, at)) };
    case 'FunctionType':
      return functionType(inner, at);
    default:
      return byName(inner, at);
  }
}

function byName(node: FeelNode, at: Place): FeelType {
  const name = written(node, at).replace(/\s+/g, ' ');
  return (
    at.outermost.type(name) ??
    feelType(name) ??
    refuseAt(
      node,
      'type-is-unknown',
      `There is no type ${quoted(name)}.`,
      'Use number, string, boolean, date, time, date and time, list<…>, context<…> or a type that the model declares.',
    )
  );
}

/** The parser knows `list<…>` alone; see `hideTypes`. */
function listOrRange(node: FeelNode, at: Place): FeelType {
  const of = partsOf(node).find((part) => part.name === 'Type');
  return { kind: written(node, at).startsWith('range') ? 'range' : 'list', of: readType(need(of, node), at) };
}

function entriesOf(node: FeelNode, at: Place): [string, FeelType][] {
  return partsOf(node.getChild('ContextEntryTypes'))
    .filter((part) => part.name === 'ContextEntryType')
    .map((entry) => {
      const [name, , type] = partsOf(entry);
      const key = written(need(name, entry), at).replace(/\s+/g, ' ');
      return [key, readType(need(type ?? partsOf(entry).at(-1), entry), at)];
    });
}

function functionType(node: FeelNode, at: Place): FeelType {
  const parameters = partsOf(node.getChild('ArgumentTypes'))
    .filter((part) => part.name === 'ArgumentType')
    .map((part) => readType(need(partsOf(part)[0], part), at));
  return { kind: 'function', parameters, result: readType(need(partsOf(node).at(-1), node), at) };
}

/**
 * Types as the parser can read them, so that every place stays where it is: `range<T>` as `list <T>`, and `function` alone,
 * which it knows with `<…>` only, as a name.
 */
export function hideTypes(text: string): string {
  if (!text.includes('range') && !text.includes('function')) return text;
  const types = /\binstance\s+of\s+(?:list|context|function|range)\s*<[^"]*|:\s*range\s*<[\w\s]+>/g;
  const ranges = text.replace(types, (all) => all.replace(/\brange(\s*<)/g, 'list $1'));
  return ranges.replace(/(\binstance\s+of\s+)function(?!\s*<|[\p{L}\p{N}_])/gu, '$1Function');
}
