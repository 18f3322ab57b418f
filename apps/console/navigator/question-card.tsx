import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../shared/controls';
import { currentLanguage, languageName } from '../shared/i18n';
import { lazily } from '../shared/lazily';
import { textIn, type AnswerValue, type QuestionView } from '../shared/views';
import { AnswerInput } from './answer-input';
import { useCall, useSpoken } from './call-context';
import { useCaseChange } from './case-data';
import { draftKey } from './drafts';

/** Of renewals. */
const prefilled: ReadonlySet<string> = new Set(['rows', 'multi']);
const Earlier = lazily(() => import('./earlier'), 'Earlier', true);

interface Props {
  readonly question: QuestionView;
  /** The digits answer this one. */
  readonly active: boolean;
  /** Left out where the question before it has the same reason. */
  readonly showsWhy?: boolean;
  /** Left out where everything that is asked can be left out. */
  readonly showsOptional?: boolean;
  /** Where the keyboard goes when the question before it is answered. */
  readonly first: boolean;
  readonly onTouch: () => void;
  readonly onLeave: (() => void) | undefined;
}

/** What we seem to know from earlier in the same contact, in words. */
function suggestion(question: QuestionView, language: string): string {
  const values = [question.suggested].flat().map(String);
  return values
    .map((value) => {
      const choice = question.answers.find((one) => one.value === value);
      if (choice) return textIn(choice.label, language);
      return question.type === 'language' ? languageName(value, language) : value;
    })
    .join(', ');
}

/** One question as it is read aloud, why it is asked, and its answers. */
export function QuestionCard({
  question,
  active,
  showsWhy = true,
  showsOptional = true,
  first,
  onTouch,
  onLeave,
}: Props) {
  const { t } = useTranslation();
  const { view } = useCall();
  const spoken = useSpoken();
  const change = useCaseChange(view.id);
  const heading = useId();
  const optional = question.optional && showsOptional;
  const { earlier } = question;
  const answer = (value: AnswerValue) => change.mutate({ kind: 'answers', answers: { [question.id]: value } });
  return (
    <div
      role="group"
      aria-labelledby={heading}
      tabIndex={-1}
      className={active ? 'question question-active' : 'question'}
      data-question={question.id}
      {...(first ? { 'data-next': '' } : {})}
      onFocus={onTouch}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave?.();
      }}
    >
      <p id={heading} className="question-ask" lang={spoken}>
        {textIn(question.ask, spoken)}
      </p>
      {question.help && <p className="question-help">{textIn(question.help, currentLanguage())}</p>}
      {question.suggested !== null && (
        <p className="hint">{t('ask.suggested', { value: suggestion(question, spoken) })}</p>
      )}
      {earlier && <Earlier {...{ earlier, active, pending: change.isPending }} language={spoken} onAnswer={answer} />}
      <AnswerInput
        question={question}
        language={spoken}
        draftKey={draftKey(view.id, question.id)}
        digits={active}
        suggested={earlier && prefilled.has(question.type) ? earlier.value : question.suggested}
        pending={change.isPending}
        onAnswer={answer}
      />
      <Notice problem={change.error} />
      {(optional || showsWhy) && (
        <p className="question-why">
          {optional && <span className="chip">{t('ask.optional')}</span>}{' '}
          {showsWhy && textIn(question.why.sentence, currentLanguage())}
        </p>
      )}
    </div>
  );
}
