import { useState } from 'react';

const drafts = new Map<string, string>();

/** Where the text for a question or a note of a case is kept. */
export const draftKey = (caseId: string, name: string) => `${caseId}:${name}`;

/** Once it is saved, the draft has done its work. */
export function dropDraft(key: string): void {
  drafts.delete(key);
}

/**
 * Text being typed, kept while the screen around it comes and goes: a refusal, a change of state or another page loses
 * nothing. In memory only, since it is about a caller.
 */
export function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => drafts.get(key) ?? '');
  const set = (next: string) => {
    if (next === '') drafts.delete(key);
    else drafts.set(key, next);
    setText(next);
  };
  return [text, set];
}
