import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { localMoment, phoneNumber } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { askableFromAnswer, textIn, type AnswerValue, type AnswerView } from '../shared/views';
import { AnswerInput } from './answer-input';
import { useCall, useSpoken } from './call-context';
import { useCaseChange } from './case-data';
import { draftKey } from './drafts';

/** Numbers and times as they are read aloud. */
function inWords(answer: AnswerView, language: string): string {
  const label = textIn(answer.label, language);
  if (answer.type === 'phone') return phoneNumber(label);
  return answer.type === 'local-date-time' ? localMoment(label, language) : label;
}

function AnswerItem({ answer }: { answer: AnswerView }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const spoken = useSpoken();
  const change = useCaseChange(view.id);
  const [changing, setChanging] = useState(false);
  const language = currentLanguage();
  const ask = textIn(answer.ask, language);
  const send = (value: AnswerValue) =>
    change.mutate({ kind: 'answers', answers: { [answer.question]: value } }, { onSuccess: () => setChanging(false) });
  return (
    <li className="known" data-answer={answer.question}>
      <div className="known-row">
        <p>
          <span className="known-ask">{ask}</span>{' '}
          <b>{answer.declined ? t('answer.declined') : inWords(answer, language)}</b>
        </p>
        {view.kind !== 'end' && (
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
      {changing && (
        <div className="known-change">
          <p className="hint">{t('known.hint')}</p>
          <AnswerInput
            question={askableFromAnswer(answer)}
            language={spoken}
            draftKey={draftKey(view.id, answer.question)}
            digits={false}
            pending={change.isPending}
            onAnswer={send}
          />
          <Push look="quiet" onPress={() => send(null)}>
            {t('known.take-back')}
          </Push>
        </div>
      )}
      <Notice problem={change.error} />
    </li>
  );
}

/** Every answer so far. People change their minds and mishear: each can be put right in place. */
export function AnswersPanel() {
  const { t } = useTranslation();
  const { view } = useCall();
  return (
    <Panel title={t('known.title')}>
      {view.answers.length === 0 && <p className="hint">{t('known.none')}</p>}
      <ul className="knowns">
        {view.answers.map((answer) => (
          <AnswerItem key={answer.question} answer={answer} />
        ))}
      </ul>
    </Panel>
  );
}
