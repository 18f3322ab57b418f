import type { Feel } from '../feel/tree.js';
import { isContext, isList } from '../values/kind.js';
import { isNumber, wholeOf } from '../values/number.js';
import type { FeelValue } from '../values/value.js';
import type { Env, Run } from './env.js';
import { nullFor, reads, sizeOf, someNode, spend } from './work.js';

type Filter = Feel & { op: 'filter' };

/**
 * `list[3]` is an item, `list[-1]` the last; `list[condition]` those that it holds for. A value that is no list is taken for
 * a list of it, null for an empty one.
 */
export function filter(tree: Filter, of: Run, by: Run): Run {
  const { nodes } = sizeOf(tree.by);
  const own = new Set([tree.item, ...tree.keys.map(({ slot }) => slot)]);
  const readsItem = someNode(tree.by, (node) => reads(node, own));
  const bind = binder(tree);
  return (env) => {
    const value = of(env);
    const items = isList(value) ? value : value === null ? [] : [value];
    if (!readsItem) return pick(tree, env, items, by(env));
    spend(env, items.length * nodes);
    const first = items[0] ?? null;
    bind(env, first);
    const found = by(env);
    // Where nobody knows what the items are, a name may have turned out to be an index from further out.
    if (isNumber(found) || items.length === 0) return pick(tree, env, items, isNumber(found) ? found : false);
    return items.filter((item, index) => {
      if (index === 0) return found === true;
      bind(env, item);
      return by(env) === true;
    });
  };
}

function binder({ item: slot, keys }: Filter): (env: Env, item: FeelValue) => void {
  return (env, item) => {
    env.slots[slot] = item;
    const entries = isContext(item) ? item.entries : null;
    for (const { key, slot: to, outer } of keys) {
      const own = entries?.get(key);
      env.slots[to] = own === undefined ? (outer === undefined ? null : (env.slots[outer] ?? null)) : own;
    }
  };
}

function pick(tree: Filter, env: Env, items: readonly FeelValue[], by: FeelValue): FeelValue {
  if (by === true) return items;
  if (!isNumber(by)) return [];
  const index = wholeOf(by);
  if (index === null || index === 0 || Math.abs(index) > items.length) return nullFor(env, 'has-no-such-item', tree);
  return items.at(index > 0 ? index - 1 : index) ?? null;
}
