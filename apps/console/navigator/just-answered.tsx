import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { textIn, type AnswerView, type CaseView } from '../shared/views';
import { answerInWords, Correction } from './answers-panel';
import { useCall } from './call-context';
import { Said } from './in-doubt';

const isSaid = (one: AnswerView) => one.from === null;
const latest = (answers: readonly AnswerView[]) =>
  answers
    .filter(isSaid)
    .reduce<AnswerView | undefined>((last, one) => (last && last.at > one.at ? last : one), undefined);
const same = (one: AnswerView, other: AnswerView) =>
  one.question === other.question && JSON.stringify(one.value) === JSON.stringify(other.value);

/**
 * The answer that came last: the one that this window saw come, or the one with the latest time. What follows from an
 * answer (an age from a birthday) comes with it, and is changed there.
 */
function useLast({ answers, questions }: CaseView): AnswerView | undefined {
  const [seen, setSeen] = useState({ answers, questions, last: latest(answers)?.question });
  if (seen.answers !== answers) {
    const fresh = answers.filter((one) => isSaid(one) && !seen.answers.some((known) => same(known, one)));
    const asked = fresh.filter((one) => seen.questions.some((question) => question.id === one.question));
    setSeen({ answers, questions, last: (asked.at(-1) ?? fresh.at(-1))?.question ?? seen.last });
  }
  return answers.find((one) => one.question === seen.last) ?? latest(answers);
}

/** A slip of the finger is seen where the eye is, and put right there by one key. */
export function JustAnswered() {
  const { view } = useCall();
  const last = useLast(view);
  if (!last || view.kind === 'end') return null;
  return <Just key={`${last.question} ${last.at}`} answer={last} />;
}

function Just({ answer }: { answer: AnswerView }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const language = currentLanguage();
  useShortcuts([{ code: 'KeyC', alt: true, run: () => setChanging(true) }]);
  const ask = textIn(answer.short, language);
  return (
    <div className="just" data-testid="just-answered" data-just={answer.question}>
      <div className="just-row">
        <p className="just-said">
          <span className="known-ask">{ask}</span> <Said since={answer.doubtedSaidAt}>{answerInWords(answer, t)}</Said>
        </p>
        <Push
          look="quiet"
          hotkey={changing ? undefined : t('keys.change')}
          aria-expanded={changing}
          aria-label={t('known.change-last', { ask })}
          aria-keyshortcuts="Alt+C"
          onPress={() => setChanging(!changing)}
        >
          {changing ? t('action.cancel') : t('known.change')}
        </Push>
      </div>
      {changing && <Correction answer={answer} onDone={() => setChanging(false)} focused />}
    </div>
  );
}
