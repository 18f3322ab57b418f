import type { TFunction } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOnline } from '../shared/api';
import { Notice, Panel, Push } from '../shared/controls';
import { localMoment, longDate, phoneNumber } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { TakerProvider, useTakeDigits } from '../shared/shortcuts';
import { askableFromAnswer, textIn, type AnswerValue, type AnswerView } from '../shared/views';
import { AnswerInput } from './answer-input';
import { useCall, useSpoken } from './call-context';
import { useCaseChange, usePreview } from './case-data';
import { changesNothing, ChangePreview } from './change-preview';
import { draftKey } from './drafts';
import { Said } from './in-doubt';

/** Numbers and times as they are read aloud. */
export function answerInWords(answer: AnswerView, t: TFunction): string {
  const language = currentLanguage();
  if (answer.declined) return t('answer.declined');
  const label = textIn(answer.label, language);
  if (answer.type === 'phone') return phoneNumber(label);
  if (answer.type === 'date') return longDate(label, language);
  return answer.type === 'local-date-time' ? localMoment(label, language) : label;
}

/** A correction is looked at before it is made, unless it changes nothing else: then it is made at once. */
function useCorrection(answer: AnswerView, onDone: () => void) {
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const preview = usePreview(view.id);
  const [wanted, setWanted] = useState<Readonly<Record<string, AnswerValue>> | null>(null);
  const send = (answers: Readonly<Record<string, AnswerValue>>) =>
    change.mutate({ kind: 'answers', answers }, { onSuccess: onDone, onSettled: () => setWanted(null) });
  const choose = (value: AnswerValue) => {
    const answers = { [answer.question]: value };
    // Nobody can say what it would change: it is not asked for minutes on end.
    if (!isOnline()) {
      preview.reset();
      return setWanted(answers);
    }
    preview.mutate(answers, {
      onSuccess: (changes) => (changesNothing(changes) ? send(answers) : setWanted(answers)),
      onError: () => setWanted(answers),
    });
  };
  return { change, choose, send, wanted, preview, keep: () => setWanted(null) };
}

/** `focused`: opened by a key, so the keyboard is to be there. */
export function Correction({
  answer,
  onDone,
  focused = false,
}: {
  answer: AnswerView;
  onDone: () => void;
  focused?: boolean;
}) {
  const { t } = useTranslation();
  const { view } = useCall();
  const spoken = useSpoken();
  const { change, choose, send, wanted, preview, keep } = useCorrection(answer, onDone);
  const pending = change.isPending || preview.isPending;
  const place = useRef<HTMLDivElement>(null);
  const taker = useTakeDigits();
  useEffect(() => {
    if (focused) place.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
  }, [focused]);
  return (
    <div
      ref={place}
      className="known-change"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <TakerProvider value={taker}>
        <AnswerInput
          question={askableFromAnswer(answer)}
          language={spoken}
          draftKey={draftKey(view.id, answer.question)}
          digits
          suggested={wanted?.[answer.question] ?? answer.value}
          pending={pending}
          onAnswer={choose}
        />
      </TakerProvider>
      <Push look="quiet" pending={pending} onPress={() => choose(null)}>
        {t('known.take-back')}
      </Push>
      {wanted && (
        <ChangePreview
          key={JSON.stringify(wanted)}
          changes={preview.data ?? null}
          pending={change.isPending}
          onConfirm={() => send(wanted)}
          onKeep={() => {
            keep();
            onDone();
          }}
        />
      )}
      <Notice problem={change.error} />
    </div>
  );
}

function AnswerItem({ answer }: { answer: AnswerView }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const [changing, setChanging] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const ask = textIn(answer.short, currentLanguage());
  const done = () => {
    setChanging(false);
    // The keyboard stays where the person was.
    item.current?.querySelector<HTMLElement>('.known-row button')?.focus();
  };
  return (
    <li className="known" data-answer={answer.question} ref={item}>
      <div className="known-row">
        <p>
          <span className="known-ask">{ask}</span> <Said since={answer.doubtedSaidAt}>{answerInWords(answer, t)}</Said>
        </p>
        {view.kind !== 'end' && answer.from === null && (
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
      {changing && <Correction answer={answer} onDone={done} />}
    </li>
  );
}

/** What would follow from another answer, and does not: nobody has said it, and there is nothing to read. */
const isNothing = ({ from, value }: AnswerView): boolean => from !== null && value === '-';

/** Every answer so far. People change their minds and mishear: each can be put right in place. */
export function AnswersPanel() {
  const { t } = useTranslation();
  const { view } = useCall();
  const known = view.answers.filter((answer) => !isNothing(answer));
  return (
    <Panel title={t('known.title')}>
      {known.length === 0 && <p className="hint">{t('known.none')}</p>}
      <ul className="knowns">
        {known.map((answer) => (
          <AnswerItem key={answer.question} answer={answer} />
        ))}
      </ul>
    </Panel>
  );
}
