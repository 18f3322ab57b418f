import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import { TakerProvider, useShortcuts, useTakeDigits } from '../shared/shortcuts';
import { declineReasons, type DeclineReason } from './inbox-data';

interface DeclineProps {
  readonly pending: boolean;
  readonly onReason: (reason: DeclineReason) => void;
  readonly onBack: () => void;
}

function Reasons({ pending, onReason, onBack }: DeclineProps) {
  const { t } = useTranslation();
  const say = (reason: DeclineReason) => {
    if (!pending) onReason(reason);
  };
  useShortcuts([
    ...declineReasons.map((reason, index) => ({ code: `Digit${index + 1}`, run: () => say(reason) })),
    { code: 'Escape', run: onBack },
  ]);
  return (
    <div className="choices" role="group" aria-label={t('inbox.why-not')}>
      <p className="field-label">{t('inbox.why-not')}</p>
      {declineReasons.map((reason, index) => (
        <Push
          key={reason}
          hotkey={String(index + 1)}
          pending={pending}
          onPress={() => say(reason)}
          autoFocus={index === 0}
        >
          {wordFor(t, 'reason', reason)}
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
