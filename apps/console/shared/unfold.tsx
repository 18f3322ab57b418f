import type { ReactNode } from 'react';
import { Push } from './controls';

/** Only where the window is narrow: shows what is folded away there. */
export function Unfold({
  unfolded,
  onPress,
  children,
}: {
  unfolded: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <span className="unfold">
      <Push look="quiet" aria-expanded={unfolded} data-unfolds="" onPress={onPress}>
        {children}
      </Push>
    </span>
  );
}
