import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const Announce = createContext<(sentence: string) => void>(() => undefined);

/** The one live region. Polite, and only for changes of state: the person who hears it has a caller in the other ear. */
export function AnnounceProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', times: 0 });
  return (
    <Announce value={useCallback((sentence: string) => setSaid(({ times }) => ({ sentence, times: times + 1 })), [])}>
      {children}
      <div className="unseen" aria-live="polite" data-testid="announcement">
        {/* A sentence that comes again is heard again. */}
        <span key={said.times}>{said.sentence}</span>
      </div>
    </Announce>
  );
}

export function useAnnounce(): (sentence: string) => void {
  return useContext(Announce);
}
