import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const Announce = createContext<(sentence: string) => void>(() => undefined);

/** The one live region. Polite, and only for changes of state: the person who hears it has a caller in the other ear. */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [sentence, setSentence] = useState('');
  return (
    <Announce value={useCallback((next: string) => setSentence(next), [])}>
      {children}
      <div className="unseen" aria-live="polite" data-testid="announcement">
        {sentence}
      </div>
    </Announce>
  );
}

export function useAnnounce(): (sentence: string) => void {
  return useContext(Announce);
}
