import type { Answer, Answers, Labels, Text, Value } from '../../../libs/eligibility/index.js';
import { type Program, type Question, rowsIn, sayMoney } from '../../../libs/workflow/index.js';
import { YES_NO, dayText, monthText, rowsText } from './rows-in-words.js';
import { languageName } from './languages.js';

export const DECLINED: Text = { en: 'Prefers not to say', fr: 'Préfère ne pas répondre' };

/** It would follow from another answer, which does not say it: an address without a postal code. */
const NOT_KNOWN: Text = { en: 'not known', fr: 'non connu' };

/** How it is asked, and what it is called in a list. */
export const named = ({ ask, short }: Question): { readonly ask: Text; readonly short: Text } => ({
  ask,
  short: short ?? ask,
});

/** An answer as people say it: the label of a choice, or what was typed. */
export function answerText(program: Program, question: string, answer: Answer): Text {
  return 'declined' in answer ? DECLINED : valueText(program, question, answer.value);
}

export function valueText(program: Program, question: string, value: Value): Text {
  const { columns, computed, row } = program.questions[question] ?? {};
  if (columns) return rowsText(columns, rowsIn(value), row);
  if (Array.isArray(value)) {
    const parts = value.map((word: string) => valueText(program, question, word));
    return { en: parts.map((part) => part.en).join(', '), fr: parts.map((part) => part.fr).join(', ') };
  }
  const word = String(value);
  if (typeof value === 'number' && program.questions[question]?.type === 'money') return sayMoney(value);
  if (typeof value === 'number' && computed?.unit === 'month') return monthText(value);
  if (word === '-' && computed) return NOT_KNOWN;
  const choice = program.questions[question]?.choices.find((one) => one.value === word);
  return choice?.label ?? YES_NO[word] ?? languageOf(program, question, word) ?? { en: word, fr: word };
}

const languageOf = (program: Program, question: string, code: string): Text | null =>
  program.questions[question]?.type === 'language' ? languageName(code) : null;

/** Which of the limits that change with time counted, where some did. */
export function limitsOf(date: string | null | undefined): Text | null {
  if (!date) return null;
  const day = dayText(date);
  return { en: `By the limits of ${day.en}`, fr: `Selon les limites du ${day.fr}` };
}

/** How one program says its questions, answers and outcomes, for explanations. */
export function labelsOf(program: Program, decision: string): Labels {
  return {
    question: (id) => (program.questions[id] ? named(program.questions[id]).short : { en: id, fr: id }),
    value: (question, value) => valueText(program, question, value),
    outcome: (id) => outcomeText(program, decision, id),
  };
}

/** What an outcome is called, for everybody: without what is known of one person. */
export function outcomeText(program: Program, decision: string, outcome: string): Text {
  const label = program.decisions[decision]?.labels[outcome];
  return label ? fillIn(program, label, {}) : { en: outcome, fr: outcome };
}

/** `({question})` in a program's words becomes the answer in brackets; it is left out while the answer is not known. */
export function fillIn(program: Program, text: Text, answers: Answers): Text {
  if (!text.en.includes('({') && !text.fr.includes('({')) return text;
  const into = (language: 'en' | 'fr') =>
    text[language].replace(/\s*\(\{([a-z][\w.-]*)\}\)/g, (_, question: string) => {
      const answer = answers[question];
      if (!answer || 'declined' in answer) return '';
      const isDate = program.questions[question]?.type === 'date';
      const said = isDate ? dayText(String(answer.value)) : valueText(program, question, answer.value);
      return ` (${said[language]})`;
    });
  return { ...text, en: into('en'), fr: into('fr') };
}

export { dayText } from './rows-in-words.js';
