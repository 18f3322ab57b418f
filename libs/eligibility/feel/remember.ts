import type { Scope } from './scope.js';

/** Texts kept for each scope. More of them are read again each time. */
const most = 5_000;

/** What `read` gives for this text in this scope: asked once. */
export function remembered<T>(kept: WeakMap<Scope, Map<string, T>>, scope: Scope, text: string, read: () => T): T {
  const texts = kept.get(scope) ?? new Map<string, T>();
  kept.set(scope, texts);
  const before = texts.get(text);
  if (before !== undefined) return before;
  const value = read();
  if (texts.size < most) texts.set(text, value);
  return value;
}
