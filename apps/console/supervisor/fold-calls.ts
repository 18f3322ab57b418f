interface Open {
  readonly kind: 'case' | 'contact';
  readonly id: string;
  readonly contact: string;
  readonly overdueSince: string | null;
}

/** A case with the call that it is about, while that is open too. */
export type WithCall<Item> = Item & { readonly call: Item | null };

/**
 * A case and its call are one thing to look after, and one line: that of the case. A call that is late stays a line of its own,
 * beside a case that is not; nothing that is late is folded away. Pure.
 */
export function foldCalls<Item extends Open>(items: readonly Item[]): readonly WithCall<Item>[] {
  const cases = new Map<string, Item>();
  // The most urgent of its cases, which is the first one.
  for (const item of items) if (item.kind === 'case' && !cases.has(item.contact)) cases.set(item.contact, item);
  const folds = (call: Item): Item | null => {
    const about = cases.get(call.contact);
    return about && (call.overdueSince === null || about.overdueSince !== null) ? about : null;
  };
  const folded = new Map<string, Item>();
  for (const item of items) {
    const into = item.kind === 'contact' ? folds(item) : null;
    if (into) folded.set(into.id, item);
  }
  const gone = new Set([...folded.values()].map(({ id }) => id));
  return items.filter(({ id }) => !gone.has(id)).map((item) => ({ ...item, call: folded.get(item.id) ?? null }));
}
