import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../shared/api';
import { Notice, Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn } from '../shared/views';
import { Moment } from '../shared/worklist';
import { saveLetter, type LetterView } from './review-data';
import './review-messages';
import './reviews.css';

/** What a mail server answered is shown as it came. */
const known: ReadonlySet<string> = new Set(['no-address', 'erased', 'mail-failed']);

/** How far it has come, and since when; of one that reached nobody, why. */
export function LetterStands({ letter: { status, statusAt, reason } }: { letter: LetterView }) {
  const { t } = useTranslation();
  return (
    <span className="work-more">
      <span className={status === 'failed' ? 'chip chip-risk' : 'chip'}>{t(`letters.status-${status}`)}</span>{' '}
      <Moment at={statusAt} />
      {reason && <span className="letter-reason">{known.has(reason) ? t(`letters.reason-${reason}`) : reason}</span>}
    </span>
  );
}

/** The PDF, saved. Nothing can be opened of one whose words are kept no more. */
export function OpenLetter({ letter }: { letter: LetterView }) {
  const { t } = useTranslation();
  const save = useMutation<void, ApiProblem, LetterView>({ mutationFn: saveLetter });
  if (letter.erasedAt !== null) return <span className="hint">{t('letters.erased')}</span>;
  const title = textIn(letter.title, currentLanguage());
  return (
    <div>
      <Push
        look="quiet"
        aria-label={t('letters.open-of', { title, number: letter.number ?? '' })}
        pending={save.isPending}
        onPress={() => save.mutate(letter)}
      >
        {t('letters.open')}
      </Push>
      <Notice problem={save.error} />
    </div>
  );
}
