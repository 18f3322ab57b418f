import type { AllowedView, QuestionView } from '../../../libs/cases/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { DeclineReason, Handover } from '../../../libs/workflow/index.js';
import { html, type Html } from './html.js';
import { languageChoices } from './languages.js';
import { button, choicesInput, faultLine, faultOf, form, seenIn, type Choice, type Sheet } from './parts.js';
import type { WhoGoes } from '../links/who-goes.js';
import { teamChoice } from './team-choice.js';
import { reasonWords, words } from './words.js';

type Field = AllowedView['fields'][number];
type Questions = readonly QuestionView[];

/** The input of a field: `<event>.<field>`, different in each form of a page. */
export const inputOf = (event: string, field: string): string => `${event}.${field}`;

const askedFor = ({ fields }: AllowedView): readonly Field[] => fields.filter((field) => !isSaidAlready(field));

/** Somebody is in danger: one tap, and nothing is asked, nor looked at once more. What is only told while the case stays where it is, is no danger. */
export const isUrgent = (allowed: AllowedView): boolean =>
  allowed.kind === 'interrupt' && !allowed.stays && askedFor(allowed).length === 0;

export const urgentForm = (sheet: Sheet, { event, label }: AllowedView): Html =>
  form(sheet, { do: 'event', event }, button(sheet.say(label), 'risk'));

/** The page on which this event is said. */
export const stepOf = (event: string): string => `event.${event}`;

/** An event on a page of its own: what has to be filled in, or whether it is so. No slip of a thumb says it. */
export function eventForm(sheet: Sheet, allowed: AllowedView, questions: Questions, who: WhoGoes | null): Html {
  const { say } = sheet;
  const hidden = { do: 'event', event: allowed.event, ...seenIn(sheet) };
  const asked = askedFor(allowed);
  const team = teamChoice(sheet, allowed.event, who);
  if (asked.length === 0) {
    const yes = button(say(words.yesThat, { what: say(allowed.label) }), 'main');
    return html`<p>${say(words.sure)}</p>
      ${form(sheet, hidden, html`${team}${yes}`)}`;
  }
  const inputs = asked.map((field) => fieldInput(sheet, allowed.event, field, questions));
  return form(sheet, hidden, html`${inputs}${team}${button(say(words.send), 'main')}`);
}

/** With one word to choose from that may be left out there is nothing to choose. */
const isSaidAlready = ({ type, optional, choices }: Field): boolean =>
  type !== 'question' && optional && choices.length === 1;

/** What the field is called, for its label and for what is said when it is missing. */
export function nameOf({ say }: Pick<Sheet, 'say'>, field: Field, questions: Questions): string {
  const question = field.type === 'question' ? questions.find(({ id }) => id === field.name) : undefined;
  if (question) return say(question.ask);
  return field.type === 'decline-reason' ? say(words.whyNot) : spaced(field.name);
}

/** A program's own words where nothing else names them: `on-the-way` is read as it is written. */
const spaced = (word: string): string => {
  const plain = word.replaceAll(/[-_.]/g, ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

function fieldInput(sheet: Sheet, event: string, field: Field, questions: Questions): Html {
  const question = field.type === 'question' ? questions.find(({ id }) => id === field.name) : undefined;
  const [id, optional] = [inputOf(event, field.name), question?.optional ?? field.optional];
  const label = nameOf(sheet, field, questions) + (optional ? sheet.say(words.optional) : '');
  const choices = choicesFor(field, question);
  if (choices.length > 0) return choicesInput(sheet, id, label, choices, question?.type === 'multi');
  if (question?.type === 'language') return languageInput(sheet, id, label);
  return typedInput(sheet, id, label, question?.type ?? field.type);
}

function choicesFor(field: Field, question: QuestionView | undefined): readonly Choice[] {
  if (question?.type === 'boolean') {
    return [
      { value: 'true', label: words.yes },
      { value: 'false', label: words.no },
    ];
  }
  if (question) return question.answers;
  const reasons: Readonly<Record<string, Text>> = field.type === 'decline-reason' ? reasonWords : {};
  return field.choices.map((value) => ({ value, label: reasons[value] ?? { en: spaced(value), fr: spaced(value) } }));
}

const inputTypes: Readonly<Record<string, Html>> = {
  date: html`type="date"`,
  'local-date-time': html`type="datetime-local"`,
  phone: html`type="tel" autocomplete="off"`,
  integer: html`type="text" inputmode="numeric"`,
  money: html`type="text" inputmode="decimal"`,
};

function typedInput(sheet: Sheet, id: string, label: string, type: string): Html {
  const [fault, typed = ''] = [faultOf(sheet, id), sheet.typed.get(id)?.[0]];
  const described = fault !== null && html` aria-invalid="true" aria-describedby="${id}-fault"`;
  const input = inputTypes[type]
    ? html`<input id="${id}" name="${id}" ${inputTypes[type]} value="${typed}" ${described} />`
    : html`<textarea id="${id}" name="${id}" rows="3" maxlength="2000" ${described}>${typed}</textarea>`;
  return html`<label class="ask" for="${id}">${label}</label>${faultLine(id, fault)}${input}`;
}

/** Chosen by name; the first line is for leaving it as it is. */
function languageInput(sheet: Sheet, id: string, label: string): Html {
  const [fault, chosen = ''] = [faultOf(sheet, id), sheet.typed.get(id)?.[0]];
  const options = languageChoices.map(
    ({ value, label: name }) =>
      html`<option value="${value}" ${value === chosen && html`selected`}>${sheet.say(name)}</option>`,
  );
  return html`<label class="ask" for="${id}">${label}</label>${faultLine(id, fault)}<select id="${id}" name="${id}">
      <option value=""></option>
      ${options}
    </select>`;
}

/** The most usual first; `other` last. */
const byUse: readonly DeclineReason[] = [
  'full',
  'outside-area',
  'unsafe',
  'language',
  'waitlist',
  'ineligible',
  'other',
];
/** Nobody waits in line for a team that drives out at once, and who may have one was decided before it was asked. */
const notOfTeams: ReadonlySet<string> = new Set(['waitlist', 'ineligible'] satisfies DeclineReason[]);

/** Why a service of this kind may not take somebody. */
export const declineChoices = (handover: Handover): readonly Choice[] =>
  byUse
    .filter((reason) => handover !== 'dispatch' || !notOfTeams.has(reason))
    .map((value) => ({ value, label: reasonWords[value] }));

/** The same for whoever said yes and cannot go on: of the reasons that an event takes, those that such a service has. */
export const narrowed = (allowed: AllowedView, handover: Handover): AllowedView => ({
  ...allowed,
  fields: allowed.fields.map((field) => {
    if (field.type !== 'decline-reason') return field;
    const choices = declineChoices(handover).map(({ value }) => value);
    return { ...field, choices: choices.filter((reason) => field.choices.includes(reason)) };
  }),
});
