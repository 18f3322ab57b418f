import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { useShortcuts } from '../shared/shortcuts';
import { textIn, type AnswerValue, type QuestionView } from '../shared/views';
import './again-messages';
import './again.css';

interface Props {
  readonly earlier: NonNullable<QuestionView['earlier']>;
  /** The language of the caller. */
  readonly language: string;
  /** The keys answer this question. */
  readonly active: boolean;
  readonly pending: boolean;
  readonly onAnswer: (value: AnswerValue) => void;
}

/** What was said in the case before: no answer until the caller has said that it is still so. */
export function Earlier({ earlier, language, active, pending, onAnswer }: Props) {
  const { t } = useTranslation();
  const value = textIn(earlier.label, language);
  const lng = { lng: language };
  const confirm = () => onAnswer(earlier.value as AnswerValue);
  useShortcuts(active ? [{ code: 'KeyT', alt: true, run: confirm }] : [], true);
  return (
    <div className="earlier" data-testid="earlier">
      <p lang={language}>{t('again.last-time', { value, ...lng })}</p>
      <Push
        look="primary"
        hotkey={active ? t('keys.still-so') : undefined}
        aria-keyshortcuts="Alt+T"
        aria-label={t('again.still-so-of', { value, ...lng })}
        pending={pending}
        onPress={confirm}
      >
        <span lang={language}>{t('again.still-so', lng)}</span>
      </Push>
    </div>
  );
}
