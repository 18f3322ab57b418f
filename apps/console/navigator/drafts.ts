import { useSyncExternalStore } from 'react';
import { keep, onKept, readKept } from '../shared/kept';
import { keptHere } from '../shared/session';

/** Where the text for a question or a note of a case is kept. */
export const draftKey = (caseId: string, name: string) => `${caseId}:${name}`;
const nameOf = (key: string) => `${keptHere()}draft.${key}`;

/** Once it is saved, the draft has done its work. */
export function dropDraft(key: string): void {
  keep(nameOf(key), undefined);
}

function readDraft(key: string): string {
  const kept = readKept(nameOf(key));
  return typeof kept === 'string' ? kept : '';
}

/**
 * Text being typed, kept while the screen around it comes and goes: a refusal, a change of state, a lost connection or a
 * reload loses nothing. Two windows of one person show the same text, so neither overwrites the other.
 */
export function useDraft(key: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(onKept, () => readDraft(key));
  return [text, (next) => keep(nameOf(key), next === '' ? undefined : next)];
}

/** The same for what was chosen in a form, as data. */
export function useKeptChoice<T>(key: string, none: T): [T, (value: T) => void] {
  const [text, setText] = useDraft(key);
  return [text === '' ? none : (JSON.parse(text) as T), (value) => setText(JSON.stringify(value))];
}
