import type { FeelType } from '../values/type.js';
import { asFunction, builtIn, type BuiltIn } from './built-in-names.js';
import { partsOf, type FeelNode } from './node.js';
import { need, spanOf, written, type Place, type Read } from './place.js';
import { quoted, refuseAt } from './refuse.js';
import { suggest } from './suggest.js';
import type { Feel } from './tree.js';
import { entryOf, isClosed, typeOf } from './type-of.js';

/** A name that the scope has. Any other is refused: it would be null without a word. */
export function readName(node: FeelNode, at: Place): Feel {
  const name = written(node, at);
  const declared = at.scope.find(name);
  if (declared) return { ...spanOf(node), op: 'name', name: declared.name, slot: declared.slot };
  const found = builtIn(name);
  if (found) return asValue(found, node, at);
  const names = [...new Set(at.scope.all().map((one) => one.name))];
  return refuseAt(
    node,
    'name-is-unknown',
    `Nothing here is called ${quoted(name)}.`,
    `${suggest(name, names)} Words stand in double quotes: ${JSON.stringify(name)}.`,
  );
}

/** A function of FEEL to be handed on. One that is called in a single way is as good as written here. */
function asValue(found: BuiltIn, node: FeelNode, at: Place): Feel {
  const { name, signatures, variadic, optional } = found;
  const [only = []] = signatures;
  if (signatures.length > 1 || variadic || optional) return { ...spanOf(node), op: 'run', run: asFunction(found) };
  const scope = at.scope.with(only.map((parameter) => ({ name: parameter, type: { kind: 'any' } })));
  const span = spanOf(node);
  const parameters = only.map((parameter) => ({ name: parameter, slot: scope.find(parameter)?.slot ?? 0 }));
  const given = parameters.map((parameter): Feel => ({ ...span, op: 'name', ...parameter }));
  return { ...span, op: 'function', parameters, body: { ...span, op: 'call', of: name, arguments: given } };
}

/** What is known of the type of a tree that was read at this place. */
export function typeAt(tree: Feel, at: Place): FeelType {
  const types = new Map(at.scope.all().map(({ slot, type }) => [slot, type]));
  return typeOf(tree, (slot) => types.get(slot) ?? { kind: 'any' });
}

export function readPath(node: FeelNode, at: Place, read: Read): Feel {
  const parts = partsOf(node);
  const of = read(need(parts[0], node), at);
  const end = need(parts.at(-1), node);
  const key = written(end, at).replace(/\s+/g, ' ');
  const type = typeAt(of, at);
  const entry = entryOf(type, key);
  if (!entry && !at.outermost.lenient && isDeclared(of, at)) {
    const context = type.kind === 'list' ? type.of : type;
    if (context.kind === 'context' && isClosed(context)) {
      refuseAt(
        end,
        'entry-is-unknown',
        `${quoted(written(parts[0] ?? null, at))} has no entry ${quoted(key)}.`,
        suggest(key, [...context.entries.keys()]),
      );
    }
  }
  return { ...spanOf(node), op: 'path', of, key: entry?.key ?? key };
}

/** Whether the caller declared what this reads: the type is a promise then, not what we have found out. */
function isDeclared(tree: Feel, at: Place): boolean {
  if (tree.op === 'path' || tree.op === 'filter') return isDeclared(tree.of, at);
  return tree.op === 'name' && at.outermost.find(tree.name)?.slot === tree.slot;
}
