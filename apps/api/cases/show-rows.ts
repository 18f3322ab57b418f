import type { ColumnView, RowsView, RowTestView, TotalView } from '../../../libs/cases/index.js';
import type { Answers, Text } from '../../../libs/eligibility/index.js';
import {
  type Column,
  type Program,
  type Question,
  type RowTest,
  aggregateOf,
  misfit,
  rowsIn,
} from '../../../libs/workflow/index.js';
import { named, valueText } from './words.js';

/** What each row is asked, and what is worked out from them. Null for a question of another type. */
export function showRowsOf(program: Program, { id, columns }: Question): RowsView | null {
  if (!columns) return null;
  const following = Object.values(program.questions).filter(({ computed }) => computed?.from === id);
  return { columns: columns.map(showColumn), totals: following.flatMap(showTotal) };
}

const showColumn = ({ id, type, label, choices, optional, min, max, missing }: Column): ColumnView => ({
  ...{ id, type, label, optional },
  answers: choices,
  min: min ?? null,
  max: max ?? null,
  missing: missing ?? null,
});

function showTotal(question: Question): readonly TotalView[] {
  const { id, type, computed, min, max } = question;
  if (computed?.how !== 'count' && computed?.how !== 'sum') return [];
  return [
    {
      question: id,
      short: named(question).short,
      type: type === 'money' ? type : 'integer',
      sums: computed.sums?.map(({ column }) => column) ?? null,
      where: (computed.where ?? []).map(showTest),
      min: min ?? null,
      max: max ?? null,
    },
  ];
}

const showTest = (test: RowTest): RowTestView => ({
  column: test.column,
  words: 'words' in test ? test.words : null,
  is: 'is' in test ? test.is : null,
  years: 'type' in test && test.type === 'years',
  min: 'type' in test ? (test.min ?? null) : null,
  max: 'type' in test ? (test.max ?? null) : null,
});

/**
 * Why a number is asked that is worked out from a list as a rule: something is missing there, or what it adds up to is more
 * or less than the program takes. Null for every other question. `today` is the local date of the step.
 */
export function whyNotWorkedOut(program: Program, question: Question, answers: Answers, today: string): Text | null {
  const { computed } = question;
  const origin = program.questions[computed?.from ?? ''];
  const said = origin && answers[origin.id];
  if (!computed || origin?.type !== 'rows' || !said || 'declined' in said) return null;
  const list = named(origin).short;
  const total = aggregateOf(computed, rowsIn(said.value), today);
  if (total === null) {
    return {
      en: `It cannot be worked out from “${list.en}”: something is missing there. Complete the list, or ask.`,
      fr: `Impossible de le calculer à partir de « ${list.fr} » : il y manque quelque chose. Complétez la liste, ou demandez.`,
    };
  }
  if (misfit(question, { value: total }) === null) return null;
  const found = valueText(program, question.id, total);
  return {
    en: `“${list.en}” makes ${found.en}, which is outside what this program takes. Check the list, or ask.`,
    fr: `« ${list.fr} » donne ${found.fr}, ce que ce programme n’accepte pas. Vérifiez la liste, ou demandez.`,
  };
}
