import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { useDigitsTaken } from '../shared/shortcuts';
import { textIn, type QuestionView } from '../shared/views';
import { useCall } from './call-context';
import { useUnsent } from './call-outbox';
import { QuestionCard } from './question-card';
import { isSafety, openSafety } from './safety';
import { askedInSteps } from './transfer-steps';
import { askedInForm, typedForEvent } from './typed-for-event';

/** A reason that several questions share is read once: at the first of them. */
const sameReason = (question: QuestionView, before: QuestionView | undefined) =>
  before !== undefined && textIn(question.why.sentence, 'en') === textIn(before.why.sentence, 'en');

/**
 * The questions that still matter, safety first, each answerable at once and in any order. `beside` something else that is
 * to be done, the digits belong to a question only while the keyboard is in it, or where an event waits for what is typed.
 */
export function AskPanel({ beside = false }: { beside?: boolean }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const [touched, setTouched] = useState<string | null>(null);
  const elsewhere = askedInSteps(view);
  const inForm = askedInForm(view);
  const asked = view.questions.filter((question) => question.id !== elsewhere && !inForm.includes(question.id));
  // Whether it is safe to talk belongs to the other safety questions while they are asked; after them it is one of the rest.
  const safety = openSafety({ questions: asked }).length > 0 ? asked.filter(isSafety) : [];
  const others = asked.filter((question) => !safety.includes(question));
  const ordered = [...safety, ...others];
  const taken = useDigitsTaken();
  const asking = ordered.find((question) => question.id === touched) ?? (beside ? typedForEvent(view) : ordered[0]);
  const active = taken ? undefined : asking;
  const waits = useUnsent(view.id).some((one) => one.status === 'waiting');
  const leave = beside ? () => setTouched(null) : undefined;
  const cards = (questions: readonly QuestionView[]) =>
    questions.map((question, index) => (
      <QuestionCard
        key={question.id}
        question={question}
        active={question === active}
        showsOptional={!beside}
        showsWhy={!sameReason(question, questions[index - 1])}
        first={question === (beside ? typedForEvent(view) : ordered[0])}
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
          <p>{t(waits ? 'ask.waits' : 'ask.none')}</p>
        </Panel>
      )}
    </>
  );
}
