import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Notice, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { lazily } from '../shared/lazily';
import { useDigitsInto } from '../shared/shortcuts';
import { textIn, type AllowedView } from '../shared/views';
import { AnswerField } from './answer-field';
import { useCall } from './call-context';
import { useCaseChange } from './case-data';
import { draftKey, useKeptChoice } from './drafts';
import { useSecondPress } from './second-press';
import { TeamThen } from './team-then';
import { fieldOfDigits } from './typed-for-event';

const ServiceChoice = lazily(() => import('./service-choice'), 'ServiceChoice');
const TeamChoice = lazily(() => import('./team-choice'), 'TeamChoice');

type FieldView = AllowedView['fields'][number];
type Values = Readonly<Record<string, string | readonly string[]>>;
const nothing: Values = {};
const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);

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
  const label = field.ask ? textIn(field.ask, currentLanguage()) : wordFor(t, 'field', field.name);
  if (field.type === 'agency') {
    const chosen = typeof value === 'string' ? value : undefined;
    return (
      <TeamChoice
        label={t('team.which')}
        choices={field.choices}
        group={`${group}-${field.name}`}
        chosen={chosen}
        onChange={onChange}
      />
    );
  }
  if (field.type === 'service' || field.type === 'services') {
    const chosen = Array.isArray(value) ? (value as readonly string[]) : value ? [String(value)] : [];
    return (
      <ServiceChoice
        label={label}
        only={field.choices}
        several={field.type === 'services'}
        chosen={chosen}
        onChange={(next) => onChange(field.type === 'services' ? next : (next[0] ?? ''))}
      />
    );
  }
  if (field.question) {
    const named = { ...field, question: field.question };
    const text = typeof value === 'string' ? value : '';
    return (
      <AnswerField field={named} label={label} group={`${group}-${field.name}`} value={text} onChange={onChange} />
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
  label: own,
  hotkey,
  first = false,
  main = false,
  typing = false,
  takesFocus = false,
  warning,
}: {
  allowed: AllowedView;
  /** Instead of the program's own word, where that would not be so. */
  label?: string;
  hotkey?: string;
  first?: boolean;
  /** What is to be done now, before anything else. */
  main?: boolean;
  /** It waits for a number that is typed: it is open, and digits go there. */
  typing?: boolean;
  /** Opened by a key from anywhere: the keyboard goes to its first field. */
  takesFocus?: boolean;
  /** Read before the second press. */
  warning?: ReactNode;
}) {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const [values, setValues] = useKeptChoice<Values>(draftKey(view.id, `event-${allowed.event}`), nothing);
  const [open, setOpen] = useState(typing || Object.keys(values).length > 0);
  // Telling without a yes is nobody's slip of the finger.
  const [knows, setKnows] = useState(false);
  const [sent, setSent] = useState(false);
  const second = useSecondPress();
  const label = own ?? textIn(allowed.label, currentLanguage());
  // An answer that may be left out is asked beside the event, with its own words; of what changes meanwhile nothing is asked.
  const isChange = allowed.kind === 'interrupt';
  const fields = allowed.fields.filter((field) => isChange || !(field.type === 'question' && field.optional));
  const hasFields = fields.length > 0;
  const known = (name: string) => view.answers.find((one) => one.question === name && !one.declined)?.value;
  const valueOf = (name: string) => values[name] ?? asText(known(name));
  const place = useRef<HTMLFormElement>(null);
  const digits = typing && open ? fieldOfDigits(view, allowed) : undefined;
  const add = (digit: string) =>
    digits && setValues({ ...values, [digits.name]: `${String(valueOf(digits.name) ?? '')}${digit}` });
  useDigitsInto(digits ? { place, add } : null);
  const unfold = () => {
    setOpen(!open);
    setSent(false);
    if (takesFocus && !open) requestAnimationFrame(() => place.current?.querySelector('input')?.focus());
  };
  const send = () => {
    const isNews = ({ name, optional }: FieldView) => !(isChange && optional) || valueOf(name) !== known(name);
    const filled = fields
      .filter(isNews)
      .map(({ name }) => [name, valueOf(name)] as const)
      .filter(([, value]) => value?.length);
    if (isChange && fields.length > 0 && filled.length === 0) return;
    const done = () => {
      setValues(nothing);
      setOpen(false);
      setSent(true);
      place.current?.closest('.event')?.querySelector('button')?.focus();
    };
    // What leads elsewhere takes this form with it.
    change.mutate(
      { kind: 'event', event: allowed.event, fields: Object.fromEntries(filled) },
      hasFields ? { onSuccess: done } : {},
    );
  };
  return (
    <div className="event" data-event={allowed.event}>
      <Push
        hotkey={hotkey}
        look={main ? 'primary' : 'plain'}
        pending={change.isPending}
        onPress={hasFields ? unfold : () => second.press(allowed.event, label, send)}
        {...(hasFields ? { 'aria-expanded': open } : {})}
        {...(first && !digits ? { 'data-next': '' } : {})}
        {...(hasFields ? { children: label } : second.looks(allowed.event, label))}
      />
      {/* What the second press does to the team is read before it is made. */}
      <div role="status">
        {second.isArmed(allowed.event) && <TeamThen team={allowed.team} />}
        {(second.isArmed(allowed.event) || open) && warning}
      </div>
      {open && (
        <form
          ref={place}
          {...(first && digits ? { 'data-next': '' } : {})}
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
              value={valueOf(field.name)}
              onChange={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
          <TeamThen team={allowed.team} />
          {allowed.override && (
            <label className="check notice override-known">
              <input type="checkbox" checked={knows} onChange={() => setKnows(!knows)} />
              <span>{t('dispatch.override', { reason: wordFor(t, 'override', allowed.override) })}</span>
            </label>
          )}
          <Push
            type="submit"
            look="primary"
            pending={change.isPending}
            isDisabled={allowed.override !== null && !knows}
          >
            {t('action.confirm', { label })}
          </Push>
        </form>
      )}
      <div role="status">{sent && <p className="hint">{t('event.sent')}</p>}</div>
      <Notice problem={change.error} />
    </div>
  );
}
