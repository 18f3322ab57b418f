import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, languageName } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { textIn } from '../shared/views';
import { CaseLink, WorkTable, type Column } from '../shared/worklist';
import { LetterStands, OpenLetter } from './letter-stands';
import { useLetters, useMarkLetter, type LetterStep, type LetterView } from './review-data';
import './review-messages';
import './reviews.css';

/** What may be said of a letter where it stands now. */
const stepsOf: Readonly<Partial<Record<LetterView['status'], readonly LetterStep[]>>> = {
  failed: ['again-by-mail', 'again-on-paper'],
  'to-print': ['printed', 'posted'],
  printed: ['posted'],
};

function Steps({ letter }: { letter: LetterView }) {
  const { t } = useTranslation();
  const mark = useMarkLetter();
  const { id, status, erasedAt, number } = letter;
  // Nothing can be sent of what is kept no more.
  const steps = status === 'failed' && erasedAt !== null ? [] : (stepsOf[status] ?? []);
  return (
    <div className="work-act">
      <div className="letter-steps">
        {steps.map((step) => (
          <Push
            key={step}
            aria-label={t('letters.step-of', { step: t(`letters.step-${step}`), number: number ?? '' })}
            pending={mark.isPending}
            onPress={() => mark.mutate({ id, step })}
          >
            {t(`letters.step-${step}`)}
          </Push>
        ))}
      </div>
      <Notice problem={mark.error} />
    </div>
  );
}

function columnsOf(t: TFunction): Column<LetterView>[] {
  const language = currentLanguage();
  return [
    {
      id: 'letter',
      name: t('letters.letter'),
      cell: (letter) => (
        <>
          <b>{textIn(letter.title, language)}</b>{' '}
          <span className="work-more">{languageName(letter.language, language)}</span>
        </>
      ),
    },
    {
      id: 'case',
      name: t('reviews.application'),
      cell: (letter) => (
        <CaseLink id={letter.case}>
          <span className="work-number">{letter.number ?? letter.case.slice(0, 8)}</span>
        </CaseLink>
      ),
    },
    { id: 'stands', name: t('letters.stands'), cell: (letter) => <LetterStands letter={letter} /> },
    { id: 'open', name: t('letters.page'), cell: (letter) => <OpenLetter letter={letter} /> },
    { id: 'steps', name: t('letters.steps'), cell: (letter) => <Steps letter={letter} /> },
  ];
}

/** What needs a hand: letters that reached nobody first, then those to print, then those to bring to the mail; each oldest first. */
export function Letters() {
  const { t } = useTranslation();
  usePageTitle(t('area.letters'));
  const lists = [useLetters('failed'), useLetters('to-print'), useLetters('printed')];
  const problem = lists.find((list) => list.problem)?.problem;
  const loaded = lists.every(({ items }) => items);
  const rows = lists.flatMap(({ items }) => [...(items ?? [])].reverse());
  const more = lists.flatMap((list) => list.more ?? []);
  const again = () => lists.forEach((list) => list.again());
  return (
    <div className="page page-wide">
      <h1>{t('area.letters')}</h1>
      <p className="hint">{t('letters.hint')}</p>
      <Panel title={t('letters.title')}>
        <Notice problem={problem} onRetry={again} />
        {!loaded && !problem && <p className="hint">{t('shell.loading')}</p>}
        {loaded && rows.length === 0 && <p>{t('letters.none')}</p>}
        {rows.length > 0 && (
          <WorkTable
            label={t('letters.title')}
            rows={rows}
            keyOf={({ id }) => id}
            columns={columnsOf(t)}
            headingOf={({ status }) => t(`letters.group-${status}`)}
          />
        )}
        {more.length > 0 && <Push onPress={() => more.forEach((load) => load())}>{t('work.more')}</Push>}
      </Panel>
    </div>
  );
}
