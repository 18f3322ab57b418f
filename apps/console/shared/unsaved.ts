import { useSyncExternalStore } from 'react';
import { keptNames, onKept, readKept } from './kept';
import { keptHere } from './session';

/** What of this person is in this browser and nowhere else, over all of its windows. */
export interface Unsaved {
  /** Changes of cases that have not arrived at the server. */
  readonly changes: number;
  /** Of these, the ones that wait for a look of the person. */
  readonly held: number;
  /** Notes of calls that were written and not saved. */
  readonly notes: number;
}

export function unsaved(): Unsaved {
  const here = keptHere();
  const waiting = keptNames(`${here}outbox.`).flatMap((name) => (readKept(name) ?? []) as { status?: string }[]);
  const drafts = keptNames(`${here}draft.`);
  const named = (end: string) => drafts.filter((name) => name.endsWith(end)).map(readKept);
  // What the screen wrote by itself is nobody's work.
  const untouched = named(':note-drafted');
  const notes = named(':note').filter((note) => note && !untouched.includes(note));
  return {
    changes: waiting.length,
    held: waiting.filter(({ status }) => status === 'held').length,
    notes: notes.length,
  };
}

export function useUnsaved(): Unsaved {
  return JSON.parse(useSyncExternalStore(onKept, () => JSON.stringify(unsaved()))) as Unsaved;
}
