interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** All of a list that a screen needs whole: short ones in one request, long ones page by page. */
export async function everyPage<T>(read: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  for (let next: string | null = null, isFirst = true; isFirst || next !== null; isFirst = false) {
    const page: Page<T> = await read(next === null ? {} : { cursor: next });
    all.push(...page.items);
    next = page.next;
  }
  return all;
}
