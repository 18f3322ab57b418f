import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import { TakerProvider, useShortcuts, useTakeDigits } from '../shared/shortcuts';
import type { ReferralView } from '../shared/views';
import { declineReasonsOf, type DeclineReason } from './inbox-data';
import '../shared/list-messages';

interface DeclineProps {
  readonly offer: ReferralView;
  readonly pending: boolean;
  readonly onReason: (reason: DeclineReason) => void;
  readonly onBack: () => void;
}

function Reasons({ offer, pending, onReason, onBack }: DeclineProps) {
  const { t } = useTranslation();
  const reasons = declineReasonsOf(offer);
  const kind = offer.handover === 'dispatch' ? 'dispatch-try' : 'reason';
  const say = (reason: DeclineReason) => {
    if (!pending) onReason(reason);
  };
  useShortcuts([
    ...reasons.map((reason, index) => ({ code: `Digit${index + 1}`, run: () => say(reason) })),
    { code: 'Escape', run: onBack },
  ]);
  const here = useRef<HTMLDivElement>(null);
  // They take the place of two buttons that stuck to the window's edge: all of them come into sight.
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={here} className="choices choices-why" role="group" aria-label={t('inbox.why-not')}>
      <p className="field-label">{t('inbox.why-not')}</p>
      {reasons.map((reason, index) => (
        <Push
          key={reason}
          hotkey={String(index + 1)}
          pending={pending}
          onPress={() => say(reason)}
          autoFocus={index === 0}
        >
          <span className="work-word">{wordFor(t, kind, reason)}</span>
        </Push>
      ))}
      <Push look="quiet" onPress={onBack}>
        {t('inbox.not-decline')}
      </Push>
    </div>
  );
}

/** The second of two presses: the digits are the reasons as long as they are shown. */
export function Decline(props: DeclineProps) {
  const taker = useTakeDigits();
  return (
    <TakerProvider value={taker}>
      <Reasons {...props} />
    </TakerProvider>
  );
}
