import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Push } from '../shared/controls';
import { useDigitsInto } from '../shared/shortcuts';
import { textIn } from '../shared/views';
import type { AnswerInputProps } from './answer-input';
import { useCall } from './call-context';
import { useDraft } from './drafts';
import { useSecondPress } from './second-press';
import { isAhead, isOver, isTypedOut, onTheWall } from './time-ahead';
import { TimeAheadChoice } from './time-ahead-choice';
import { valueOf } from './typed-value';

const inputTypes = { phone: 'tel', date: 'date', 'local-date-time': 'datetime-local' } as const;

export function TypedAnswer({ question, language, draftKey, digits, pending, onAnswer }: AnswerInputProps) {
  const { t } = useTranslation();
  const [text, setText] = useDraft(draftKey);
  const [unfit, setUnfit] = useState(false);
  const { type } = question;
  const isNumber = type === 'integer' || type === 'money';
  const place = useRef<HTMLFormElement>(null);
  // A browser's field for dates has places of its own for digits.
  const isDate = type === 'date' || type === 'local-date-time';
  useDigitsInto(digits ? { place, add: isDate ? undefined : (digit) => setText(text + digit) } : null);
  const { timeZone } = useCall();
  const ahead = isAhead(question);
  const over = ahead && isOver(text, onTheWall(Date.now(), timeZone));
  const second = useSecondPress();
  const submit = () => {
    const value = valueOf(type, text);
    setUnfit(value === null);
    if (value === null) return;
    if (!over) return onAnswer(value);
    second.press(text, t('answer.time-over-anyway'), () => onAnswer(value));
  };
  const unfitHelp = unfit ? t(isNumber ? 'answer.not-a-number' : 'answer.empty') : undefined;
  return (
    <form
      ref={place}
      className="typed"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label={textIn(question.ask, language)}
        unseenLabel
        value={text}
        onChange={setText}
        type={type in inputTypes ? inputTypes[type as keyof typeof inputTypes] : 'text'}
        {...(isNumber ? { inputMode: type === 'money' ? 'decimal' : 'numeric' } : {})}
        maxLength={type === 'text' ? (question.max ?? undefined) : undefined}
        help={over && isTypedOut(text) ? t('answer.time-over') : unfitHelp}
      />
      <Push
        type="submit"
        pending={pending}
        {...(ahead ? second.looks(text, t('action.save')) : { children: t('action.save') })}
      />
      {ahead && <TimeAheadChoice keys={digits} pending={pending} onChoose={onAnswer} />}
    </form>
  );
}
