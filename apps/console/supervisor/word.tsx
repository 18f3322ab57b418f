import type { ReactNode } from 'react';

/** Words that stand alone in a cell begin with a capital, though within a sentence they would not. */
export function Word({ children }: { children: ReactNode }) {
  return <span className="work-word">{children}</span>;
}
