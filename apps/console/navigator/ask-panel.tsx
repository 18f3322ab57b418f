import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import type { QuestionView } from '../shared/views';
import { useCall } from './call-context';
import { QuestionCard } from './question-card';
import { askedInSteps } from './transfer-steps';

/** Questions of a safety fragment, by the prefix that its include gives them. */
const isSafety = (question: QuestionView) => question.id.startsWith('safety.');

/**
 * The questions that still matter, safety first, each answerable at once and in any order. `beside` something else that is
 * to be done, the digits belong to a question only while the keyboard is in it.
 */
export function AskPanel({ beside = false }: { beside?: boolean }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const [touched, setTouched] = useState<string | null>(null);
  const elsewhere = askedInSteps(view);
  const asked = view.questions.filter((question) => question.id !== elsewhere);
  const safety = asked.filter(isSafety);
  const others = asked.filter((question) => !isSafety(question));
  const ordered = [...safety, ...others];
  const active = ordered.find((question) => question.id === touched) ?? (beside ? undefined : ordered[0]);
  const leave = beside ? () => setTouched(null) : undefined;
  const cards = (questions: readonly QuestionView[]) =>
    questions.map((question) => (
      <QuestionCard
        key={question.id}
        question={question}
        active={question === active}
        first={!beside && question === ordered[0]}
        onTouch={() => setTouched(question.id)}
        onLeave={leave}
      />
    ));
  return (
    <>
      {safety.length > 0 && (
        <Panel
          title={t(beside ? 'ask.safety-open' : 'ask.safety', { count: safety.length })}
          className="panel-safety"
          id="safety-questions"
        >
          {cards(safety)}
        </Panel>
      )}
      {others.length > 0 && (
        <Panel title={safety.length > 0 ? t('ask.then') : t('ask.title')} id="questions">
          {cards(others)}
        </Panel>
      )}
      {ordered.length === 0 && !beside && (
        <Panel title={t('ask.title')}>
          <p>{t('ask.none')}</p>
        </Panel>
      )}
    </>
  );
}
