import type { Row } from '../../../../libs/eligibility/index.js';
import { MOST_ROWS, type Question } from '../../../../libs/workflow/index.js';
import type { FormFields } from '../../shell/form-body.js';
import { html, type Html } from '../html.js';
import { faultLine, faultOf } from '../parts.js';
import { control, type Input } from './controls.js';
import { spread } from './read-form.js';
import type { ApplySheet } from './sheet.js';
import { applyWords } from './words.js';

const countIn = (typed: FormFields, name: string): number => {
  const count = Number(typed.get(`${name}.n`)?.[0] ?? 1);
  return Number.isInteger(count) && count >= 1 && count <= MOST_ROWS ? count : 1;
};

/** What a row is called, as the program calls it. */
const rowName = (say: ApplySheet['say'], { row }: Question, n: string): string =>
  row ? `${say(row)} ${n}` : say(applyWords.person, { n });

/** In the place of a number, in the line that the script of the page copies. */
const open = '__';

/** Who lives there, one line each: lines come and go by buttons, without script. */
export function rowsInput(sheet: ApplySheet, question: Question, { name, label, help, declines }: Input): Html {
  const { say, typed } = sheet;
  const { row } = question;
  const count = countIn(typed, name);
  const most = question.max ?? MOST_ROWS;
  const line = (index: number | typeof open): Html => {
    const n = index === open ? open : String(index + 1);
    const cells = (question.columns ?? []).map((column) => {
      const text = say(column.label) + (column.optional ? say(applyWords.optional) : '');
      return control(sheet, {
        name: `${name}.${index}.${column.id}`,
        asked: column,
        label: text,
        help: null,
        declines: false,
      });
    });
    const remove = html`<button type="submit" class="small" name="row" value="-${index} ${name}">
      ${row ? say(applyWords.removeNamed, { row: `${say(row)} ${n}` }) : say(applyWords.removeRow, { n })}
    </button>`;
    return html`<fieldset class="line">
      <legend>${rowName(say, question, n)}</legend>
      ${cells}${(count > 1 || index === open) && remove}
    </fieldset>`;
  };
  const not = declines
    ? html`<label class="choice"
        ><input
          type="checkbox"
          name="${name}.not"
          value="prefer-not"
          ${typed.has(`${name}.not`) && html` checked`}
        />${say(applyWords.ratherNot)}</label
      >`
    : null;
  const add = html`<button type="submit" class="small" name="row" value="+ ${name}" ${count >= most && html` hidden`}>
    ${say(question.addRow ?? applyWords.addRow)}
  </button>`;
  return html`<fieldset id="${name}" tabindex="-1" data-lines="${most}">
    <legend>${label}</legend>
    ${help !== null && html`<p class="soft">${help}</p>`}${faultLine(name, faultOf(sheet, name))}
    <input type="hidden" name="${name}.n" value="${count}" />
    ${Array.from({ length: count }, (_, index) => line(index))}${add}${not}
    <template>${line(open)}</template>
  </fieldset>`;
}

/** One line more, or one less, with all that was typed in the others. `press`: as the buttons say it. Null: no such button. */
export function changedRows(form: FormFields, press: string): FormFields | null {
  const [, sign, at = '', name = ''] = /^([+-])(\d{0,2}) ([\w.-]+)$/.exec(press) ?? [];
  if (sign === undefined) return null;
  const count = countIn(form, name);
  if (sign === '+') return new Map([...form, [`${name}.n`, [String(Math.min(MOST_ROWS, count + 1))]]]);
  const gone = Number(at);
  const moved = [...form].flatMap(([key, values]) => {
    const [, index, rest = ''] = key.startsWith(`${name}.`)
      ? (/^(\d+)\.(.+)$/.exec(key.slice(name.length + 1)) ?? [])
      : [];
    if (index === undefined) return [[key, values] as const];
    if (Number(index) === gone) return [];
    return [[`${name}.${Number(index) > gone ? Number(index) - 1 : index}.${rest}`, values] as const];
  });
  return new Map([...moved, [`${name}.n`, [String(Math.max(1, count - 1))]]]);
}

/** Rows that are known, as their inputs hold them. */
export function spreadRows(question: Question, name: string, rows: readonly Row[]): FormFields {
  const cells = rows.flatMap((row, index) =>
    (question.columns ?? []).flatMap((column) => {
      const value = row[column.id];
      return value === undefined ? [] : [...spread(column, `${name}.${index}.${column.id}`, value)];
    }),
  );
  return new Map([...cells, [`${name}.n`, [String(Math.max(1, rows.length))]]]);
}
