import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Field, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { useKeptChoice } from '../navigator/drafts';
import { LanguageField } from '../navigator/language-field';
import { useSecondPress } from '../navigator/second-press';
import { textIn, type AllowedView, type QuestionView, type ReferralView } from '../shared/views';
import { useHappen } from './inbox-data';
import { NotSent } from './news';

type FieldView = AllowedView['fields'][number];
type Value = string | readonly string[];
type Values = Readonly<Record<string, Value>>;
const nothing: Values = {};
/** As the server says it of a press that was made on what is no longer so. */
const changedMeanwhile = new ApiProblem(412, '', null, null, []);
const inputs: Partial<Record<QuestionView['type'], 'tel' | 'date' | 'datetime-local' | 'number'>> = {
  phone: 'tel',
  date: 'date',
  integer: 'number',
};

interface FieldProps {
  readonly field: FieldView;
  readonly asked: QuestionView | undefined;
  readonly group: string;
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** The field that fits what the event asks for: choices of its own or of a question, else something typed. */
function EventField({ field, asked, group, value, onChange }: FieldProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const ask = asked?.ask ?? field.ask;
  const name = ask ? textIn(ask, language) : wordFor(t, 'field', field.name);
  const label = field.optional ? t('inbox.optional', { label: name }) : name;
  const choices = asked
    ? asked.answers.map((one) => ({ id: one.value, name: textIn(one.label, language) }))
    : field.choices.map((id) => ({ id, name: wordFor(t, field.name === 'by' ? 'consent-by' : 'reason', id) }));
  if (asked?.type === 'language') {
    const code = typeof value === 'string' ? value : '';
    return <LanguageField label={label} group={`${group}-${field.name}`} value={code} onChange={onChange} />;
  }
  if (choices.length === 0) {
    const type = (asked && inputs[asked.type]) ?? 'text';
    const lines = type === 'text' && (asked?.type === 'text' || field.type === 'text') ? { lines: 2 } : {};
    return (
      <Field label={label} type={type} value={typeof value === 'string' ? value : ''} onChange={onChange} {...lines} />
    );
  }
  const several = asked?.type === 'multi';
  const held = Array.isArray(value) ? (value as readonly string[]) : value ? [String(value)] : [];
  const toggle = (id: string) => (held.includes(id) ? held.filter((one) => one !== id) : [...held, id]);
  return (
    <fieldset className="radios">
      <legend>{label}</legend>
      {choices.map(({ id, name: choice }) => (
        <label key={id} className="check">
          <input
            type={several ? 'checkbox' : 'radio'}
            name={`${group}-${field.name}`}
            checked={held.includes(id)}
            onChange={() => onChange(several ? toggle(id) : id)}
          />
          <span>{choice}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface CaseEventProps {
  readonly referral: ReferralView;
  readonly allowed: AllowedView;
  /** It breaks in on whatever is done: help for a life at risk. */
  readonly urgent?: boolean;
  readonly onDone?: (() => void) | undefined;
}

/** One thing that may have happened: a button that is pressed twice, or opens its fields. What is filled in is kept until it arrived. */
export function CaseEvent({ referral, allowed, urgent = false, onDone }: CaseEventProps) {
  const { t } = useTranslation();
  const [values, setValues] = useKeptChoice<Values>(`${referral.case}:agency-${allowed.event}`, nothing);
  const [open, setOpen] = useState(Object.keys(values).length > 0);
  const happen = useHappen(referral, () => (setValues(nothing), setOpen(false), onDone?.()));
  const second = useSecondPress();
  const label = textIn(allowed.label, currentLanguage());
  // Where there is one answer alone, and the server knows it, nobody is asked.
  const fields = allowed.fields.filter(({ optional, choices }) => !(optional && choices.length === 1));
  const group = `${referral.id}-${allowed.event}`;
  // From elsewhere it leads elsewhere: whoever pressed once before looks first.
  const means = `${group} ${referral.holding?.state ?? ''}`;
  const tell = () => {
    const filled = fields.map(({ name }) => [name, values[name]] as const).filter(([, value]) => value?.length);
    const happens = { event: allowed.event, fields: Object.fromEntries(filled) as Record<string, Value> };
    happen.mutate(happens);
  };
  const press = () => (fields.length > 0 ? setOpen(!open) : second.press(means, label, tell));
  return (
    <div className="event" data-event={allowed.event}>
      <Push
        look={urgent ? 'danger' : 'plain'}
        pending={happen.isPending}
        onPress={press}
        {...(fields.length > 0 ? { 'aria-expanded': open, children: label } : second.looks(means, label))}
      />
      {open && fields.length > 0 && (
        <form
          className="event-fields"
          aria-label={label}
          onSubmit={(event) => {
            event.preventDefault();
            tell();
          }}
        >
          {fields.map((field) => (
            <EventField
              key={field.name}
              field={field}
              asked={referral.holding?.questions.find((one) => one.id === field.name)}
              group={group}
              value={values[field.name]}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
          <Push type="submit" look="primary" pending={happen.isPending}>
            {t('action.confirm', { label })}
          </Push>
        </form>
      )}
      <NotSent referral={referral} problem={second.isOver(means) ? changedMeanwhile : happen.error} />
    </div>
  );
}
