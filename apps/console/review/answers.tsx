import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel, Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type AnswerView } from '../shared/views';
import { answerInWords, Correction } from '../navigator/answers-panel';
import { useCall } from '../navigator/call-context';
import { RowsTable } from './rows-table';
import { mayCorrect } from './whose';
import './review-messages';

/** It would follow from another answer, and does not: nobody has said it. */
const isNothing = ({ from, value }: AnswerView): boolean => from !== null && value === '-';

/** Every answer that counts, lists of people as a table; each can be put right by what the papers say. */
export function Answers() {
  const { t } = useTranslation();
  const { view } = useCall();
  const lists = view.answers.filter(({ type }) => type === 'rows').map(({ question }) => question);
  // What a list makes stands below it; papers have a place of their own.
  const shown = view.answers.filter(
    (answer) => !isNothing(answer) && answer.type !== 'document' && !lists.includes(answer.from ?? ''),
  );
  return (
    <Panel title={t('review.answers')}>
      {shown.length === 0 && <p className="hint">{t('known.none')}</p>}
      <ul className="knowns">
        {shown.map((answer) => (
          <Answer key={answer.question} answer={answer} />
        ))}
      </ul>
    </Panel>
  );
}

export function Answer({ answer }: { answer: AnswerView }) {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const [changing, setChanging] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const ask = textIn(answer.short, currentLanguage());
  const isList = answer.type === 'rows' && !answer.declined;
  const done = () => {
    setChanging(false);
    // The keyboard stays where the person was.
    item.current?.querySelector<HTMLElement>('.known-row button')?.focus();
  };
  return (
    <li className="known" data-answer={answer.question} ref={item}>
      <div className="known-row">
        <p>
          <span className="known-ask">{ask}</span> {!isList && <b>{answerInWords(answer, t)}</b>}
          {answer.from !== null && answer.from !== answer.question && (
            <span className="work-more">{t('review.worked-out')}</span>
          )}
        </p>
        {answer.from === null && mayCorrect(view, me) && (
          <Push
            look="quiet"
            aria-expanded={changing}
            aria-label={t('known.change-of', { ask })}
            onPress={() => setChanging(!changing)}
          >
            {changing ? t('action.cancel') : t('known.change')}
          </Push>
        )}
      </div>
      {isList && !changing && <RowsTable answer={answer} />}
      {changing && <Correction answer={answer} onDone={done} focused />}
    </li>
  );
}
