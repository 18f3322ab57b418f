import type { Text } from '../../../../libs/eligibility/index.js';
import type { Column, Question } from '../../../../libs/workflow/index.js';
import type { Language } from '../../shell/messages.js';
import { html, type Html } from '../html.js';
import { languageChoices } from '../languages.js';
import { type Asking, type Choice, choiceLines, faultLine, faultOf } from '../parts.js';
import type { ApplySheet } from './sheet.js';
import { applyWords } from './words.js';

/** A question, or a column of one, as an input asks for it. */
export interface Input {
  /** Of the input, or of the first of several. */
  readonly name: string;
  readonly asked: Pick<Question | Column, 'type' | 'choices'> & { readonly max?: number };
  readonly label: string;
  readonly help: string | null;
  /** What of whoever applies it asks for, as browsers call it (WCAG 1.3.5); left out: nothing that they know. */
  readonly purpose?: string | undefined;
  /** Offer to leave it unsaid. */
  readonly declines: boolean;
}

/** What stands in the input of somebody who would rather not say. */
export const NOT_SAID = 'prefer-not';

/** The native control for each type: nothing is drawn that a browser has. */
export function control(sheet: ApplySheet, input: Input): Html {
  const { type, choices } = input.asked;
  if (type === 'boolean') return choose(sheet, input, yesNo, false);
  if (type === 'document') return choose(sheet, input, [{ value: 'coming', label: applyWords.sendLater }], false);
  if (type === 'choice' || type === 'multi') return choose(sheet, input, choices, type === 'multi');
  if (type === 'date') return dateInput(sheet, input);
  return oneInput(sheet, input);
}

const yesNo: readonly Choice[] = [
  { value: 'true', label: applyWords.yes },
  { value: 'false', label: applyWords.no },
];

const helpOf = (name: string, help: string | null): Html | null =>
  help === null ? null : html`<p class="soft" id="${name}-help">${help}</p>`;

/** What a screen reader says with it: what helps, and what is wrong. */
function described(sheet: Asking, { name, help }: Pick<Input, 'name' | 'help'>): Html | null {
  const ids = [help === null ? '' : `${name}-help`, faultOf(sheet, name) === null ? '' : `${name}-fault`].join(' ');
  return ids.trim() === '' ? null : html` aria-describedby="${ids.trim()}"`;
}

function choose(sheet: ApplySheet, input: Input, choices: readonly Choice[], many: boolean): Html {
  const { name, label, help, declines } = input;
  const all = declines ? [...choices, { value: NOT_SAID, label: applyWords.ratherNot }] : choices;
  return html`<fieldset${described(sheet, input)}><legend>${label}</legend>${helpOf(name, help)}${faultLine(name, faultOf(sheet, name))}
${choiceLines(sheet, name, all, many)}</fieldset>`;
}

const unsaid = (sheet: ApplySheet, { name, declines }: Input): Html | null =>
  declines
    ? html`<label class="choice"
        ><input
          type="checkbox"
          name="${name}.not"
          value="${NOT_SAID}"
          ${sheet.typed.has(`${name}.not`) && html` checked`}
        />${sheet.say(applyWords.ratherNot)}</label
      >`
    : null;

const monthsIn = (language: Language): readonly string[] => {
  const word = new Intl.DateTimeFormat(`${language}-CA`, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, at) => word.format(new Date(Date.UTC(2001, at, 1))));
};
const MONTHS = { en: monthsIn('en'), fr: monthsIn('fr') };

/** Three fields: nobody scrolls through a calendar to the year of their birth, and no order of numbers is taken for another. */
function dateInput(sheet: ApplySheet, input: Input): Html {
  const { name, label, help } = input;
  const part = (which: 'd' | 'm' | 'y') => sheet.typed.get(`${name}.${which}`)?.[0] ?? '';
  const fault = faultOf(sheet, name);
  const wrong = fault !== null && html` aria-invalid="true"`;
  const typedPart = (which: 'd' | 'y', text: Text, size: number) =>
    html`<label class="part"
      >${sheet.say(text)}<input
        name="${name}.${which}"
        ${which === 'd' && html` id="${name}"`}
        type="text"
        inputmode="numeric"
        maxlength="${size}"
        ${input.purpose === 'bday' && html` autocomplete="bday-${which === 'd' ? 'day' : 'year'}"`}
        value="${part(which)}"
        ${wrong}
    /></label>`;
  const months = MONTHS[sheet.language].map((word, at) => {
    const value = String(at + 1);
    return html`<option value="${value}" ${Number(part('m')) === at + 1 && html`selected`}>${word}</option>`;
  });
  return html`<fieldset${described(sheet, input)}><legend>${label}</legend>${helpOf(name, help)}${faultLine(name, fault)}
    <div class="parts">${typedPart('d', applyWords.day, 2)}<label class="part wide">${sheet.say(applyWords.month)}<select name="${name}.m" ${wrong}${input.purpose === 'bday' && html` autocomplete="bday-month"`}><option value=""></option>${months}</select></label>${typedPart('y', applyWords.year, 4)}</div>
    ${unsaid(sheet, input)}</fieldset>`;
}

const inputTypes: Readonly<Record<string, Html>> = {
  'local-date-time': html`type="datetime-local"`,
  phone: html`type="tel" autocomplete="tel"`,
  integer: html`type="text" inputmode="numeric"`,
  money: html`type="text" inputmode="decimal"`,
};

/** The keyboard with the @ on it, and what the browser knows already. */
const textType = (purpose: string | undefined): Html =>
  html`type="text"${purpose === 'email' && html` inputmode="email" autocapitalize="none" spellcheck="false"`}${purpose && html` autocomplete="${purpose}"`}`;

/** Longer texts get room to be written in. */
const short = 120;

function oneInput(sheet: ApplySheet, input: Input): Html {
  const { name, label, help, asked } = input;
  const [fault, typed = ''] = [faultOf(sheet, name), sheet.typed.get(name)?.[0]];
  const [wrong, more] = [fault !== null && html` aria-invalid="true"`, described(sheet, input)];
  const type = inputTypes[asked.type] ?? textType(input.purpose);
  const field =
    asked.type === 'language'
      ? html`<select id="${name}" name="${name}" ${more}${wrong}>
          <option value=""></option>
          ${languageChoices.map(({ value, label: text }) => html`<option value="${value}" ${value === typed && html`selected`}>${sheet.say(text)}</option>`)}
        </select>`
      : asked.type === 'address' || (asked.type === 'text' && !input.purpose && (asked.max ?? 2000) > short)
        ? html`<textarea
            id="${name}"
            name="${name}"
            rows="3"
            ${asked.type === 'address' && html` autocomplete="street-address"`}${more}${wrong}
          >
${typed}</textarea>`
        : html`<input id="${name}" name="${name}" ${type} value="${typed}" ${more}${wrong} />`;
  return html`<div class="one">
    <label class="ask" for="${name}">${label}</label
    >${helpOf(name, help)}${faultLine(name, fault)}${field}${unsaid(sheet, input)}
  </div>`;
}

/** A number or a code, as it was written down. */
export function oneLine(sheet: Asking, name: string, label: string): Html {
  const typed = sheet.typed.get(name)?.[0] ?? '';
  return html`<div class="one">
    <label class="ask" for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="text"
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      value="${typed}"
      ${sheet.faults.length > 0 && html` aria-invalid="true"`}
    />
  </div>`;
}
