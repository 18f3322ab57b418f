import type { Text } from '../eligibility/index.js';
import { DOCUMENT_CHOICES, documentAnswers } from './document-question.js';
import { type Place, at, instead } from './problem.js';
import { type Column } from './program.js';
import { COMMON_CHOICES, type Resolving, resolveText } from './resolve-texts.js';
import type { ById, QuestionSource, TextSource } from './source.js';
import type { ColumnSource } from './source-rows.js';

/** What a question and a column of rows have in common. */
export type AskedSource = Pick<QuestionSource, 'type' | 'choices' | 'min' | 'max' | 'columns'> | ColumnSource;

export const choiceWords = ({ type, choices }: AskedSource): readonly string[] => {
  if (type === 'document') return documentAnswers;
  return choices === undefined ? [] : isList(choices) ? choices : Object.keys(choices);
};
const isList = <T>(value: readonly T[] | object): value is readonly T[] => Array.isArray(value);

/** The words of a choice with their labels. `what` is how it is called in a report: question "need". */
export function resolveChoices(
  resolving: Resolving,
  place: Place,
  labelPlace: Place,
  what: string,
  source: AskedSource,
  labels: ById<TextSource> = {},
): Column['choices'] {
  const { choices } = source;
  const words = choiceWords(source).filter((word) => word !== 'prefer-not');
  for (const word of Object.keys(labels)) {
    if (words.includes(word) || word === 'prefer-not') continue;
    const message = `The ${what} has no choice "${word}" to put these words on.`;
    const mend = instead(word, words, 'take these words out');
    resolving.report('label-for-nothing', at(labelPlace, 'choices', word), message, mend);
  }
  return words.map((value) => {
    const inline = choices && !isList(choices) ? (choices[value] ?? undefined) : undefined;
    const there = at(place, 'choices', isList(choices ?? {}) ? choiceWords(source).indexOf(value) : value);
    const label = labels[value] ?? (inline ? undefined : readyWords(resolving, source, value));
    const written = { inline, place: there, label, labelPlace: at(labelPlace, 'choices', value) };
    const called = what.replace(/^question /, '');
    return { value, label: resolveText(resolving, `The choice "${value}" of ${called}`, written) };
  });
}

/** Ready words for yes, no and unsure, and for how a document came, when they cover the program's languages. */
function readyWords(resolving: Resolving, { type }: AskedSource, value: string): Text | undefined {
  const ready = type === 'document' ? DOCUMENT_CHOICES : COMMON_CHOICES;
  const text = Object.hasOwn(ready, value) ? ready[value] : undefined;
  return text && resolving.languages.every((language) => text[language]) ? text : undefined;
}

/** A type that fits its choices, and bounds in order. */
export function checkType({ report }: Resolving, place: Place, what: string, source: AskedSource): void {
  const chooses = source.type === 'choice' || source.type === 'multi';
  if (source.type === undefined && !source.choices) {
    const fix =
      'Write choices: […] or type: text, language, phone, address, date, integer, money, boolean or document.';
    report('question-without-type', place, `The ${what} has neither choices nor a type.`, fix);
  }
  if (chooses && !source.choices) {
    report('choices-missing', at(place, 'type'), `The ${what} has no choices.`, 'Write choices: [one, other].');
  }
  if (source.type !== undefined && !chooses && source.choices) {
    const message = `The ${what} has choices, but type: ${source.type} takes none.`;
    report(
      'choices-do-not-fit',
      at(place, 'choices'),
      message,
      'Write type: choice or type: multi, or take choices out.',
    );
  }
  if (source.min !== undefined && source.max !== undefined && source.min > source.max) {
    const message = `The ${what} has min: ${source.min} above max: ${source.max}.`;
    report('bounds-are-crossed', at(place, 'min'), message, `Write min: ${source.max} and max: ${source.min}.`);
  }
}
