import { useTranslation } from 'react-i18next';
import { Field } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type AllowedView } from '../shared/views';
import { LanguageField } from './language-field';

type FieldView = AllowedView['fields'][number];
interface Props {
  readonly field: FieldView & { readonly question: NonNullable<FieldView['question']> };
  readonly label: string;
  readonly group: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}
/** More than so many characters are written in several lines. */
const ofOneLine = 100;

/** An answer that is filled in with an event, in the input that fits its question. */
export function AnswerField({ field: { question }, label, group, value, onChange }: Props) {
  const { t } = useTranslation();
  const { type, answers, max } = question;
  if (type === 'language') return <LanguageField {...{ label, group, value, onChange }} />;
  const choices =
    type === 'boolean'
      ? ['true', 'false'].map((one) => ({ value: one, label: t(one === 'true' ? 'answer.yes' : 'answer.no') }))
      : answers.map((one) => ({ value: one.value, label: textIn(one.label, currentLanguage()) }));
  if (choices.length === 0) {
    return (
      <Field
        label={label}
        type={type === 'phone' ? 'tel' : type === 'date' ? 'date' : 'text'}
        value={value}
        onChange={onChange}
        {...(type === 'text' && max !== null ? { maxLength: max } : {})}
        {...(type === 'text' && max !== null && max > ofOneLine ? { lines: 2 } : {})}
      />
    );
  }
  return (
    <fieldset className="radios">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="check">
          <input type="radio" name={group} checked={value === choice.value} onChange={() => onChange(choice.value)} />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
