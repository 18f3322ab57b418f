import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Notice, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type AllowedView } from '../shared/views';
import { useCall } from './call-context';
import { useCaseChange } from './case-data';
import { draftKey, useKeptChoice } from './drafts';
import { useSecondPress } from './second-press';
import { ServiceChoice } from './service-choice';

type FieldView = AllowedView['fields'][number];
type Values = Readonly<Record<string, string | readonly string[]>>;
const nothing: Values = {};

function FieldValue({
  field,
  group,
  value,
  onChange,
}: {
  field: FieldView;
  /** Of the radio buttons, so that two forms on one screen don't take each other's. */
  group: string;
  value: Values[string] | undefined;
  onChange: (value: Values[string]) => void;
}) {
  const { t } = useTranslation();
  const label = wordFor(t, 'field', field.name);
  const isService = ['service', 'services', 'agency'].includes(field.type);
  if (isService) {
    const chosen = Array.isArray(value) ? (value as readonly string[]) : value ? [String(value)] : [];
    return (
      <ServiceChoice
        label={label}
        of={field.type === 'agency' ? 'agencies' : 'services'}
        only={field.choices}
        several={field.type === 'services'}
        chosen={chosen}
        onChange={(next) => onChange(field.type === 'services' ? next : (next[0] ?? ''))}
      />
    );
  }
  if (field.choices.length === 0)
    return <Field label={label} value={typeof value === 'string' ? value : ''} onChange={onChange} />;
  return (
    <fieldset className="radios">
      <legend>{label}</legend>
      {field.choices.map((choice) => (
        <label key={choice} className="check">
          <input
            type="radio"
            name={`${group}-${field.name}`}
            checked={value === choice}
            onChange={() => onChange(choice)}
          />
          <span>{wordFor(t, 'reason', choice)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/**
 * One event of the program: a button that is pressed twice, or with its fields when it has some. What is filled in is kept
 * until it has arrived.
 */
export function EventForm({
  allowed,
  hotkey,
  first = false,
}: {
  allowed: AllowedView;
  hotkey?: string;
  first?: boolean;
}) {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const [values, setValues] = useKeptChoice<Values>(draftKey(view.id, `event-${allowed.event}`), nothing);
  const [open, setOpen] = useState(Object.keys(values).length > 0);
  const second = useSecondPress();
  const label = textIn(allowed.label, currentLanguage());
  const send = () => {
    const filled = Object.entries(values).filter(([, value]) => value.length > 0);
    change.mutate({ kind: 'event', event: allowed.event, fields: Object.fromEntries(filled) });
  };
  // An answer that may be left out is asked beside the event, with its own words.
  const fields = allowed.fields.filter((field) => !(field.type === 'question' && field.optional));
  const hasFields = fields.length > 0;
  return (
    <div className="event" data-event={allowed.event}>
      <Push
        hotkey={hotkey}
        pending={change.isPending}
        onPress={hasFields ? () => setOpen(!open) : () => second.press(allowed.event, label, send)}
        {...(hasFields ? { 'aria-expanded': open } : {})}
        {...(first ? { 'data-next': '' } : {})}
        {...second.looks(allowed.event, label)}
      />
      {open && (
        <form
          className="event-fields"
          aria-label={label}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          {fields.map((field) => (
            <FieldValue
              key={field.name}
              field={field}
              group={allowed.event}
              value={values[field.name]}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
          <Push type="submit" look="primary" pending={change.isPending}>
            {t('action.confirm', { label })}
          </Push>
        </form>
      )}
      <Notice problem={change.error} />
    </div>
  );
}
