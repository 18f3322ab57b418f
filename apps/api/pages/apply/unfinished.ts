import type { Typed, Unfinished } from '../../../../libs/clients/index.js';
import { sameAnswer } from '../../../../libs/workflow/index.js';
import type { Left } from '../../apply/application-desk.js';
import type { Standing } from '../../apply/read-standing.js';
import type { FormFields } from '../../shell/form-body.js';
import { askedIn } from './read-apply-press.js';
import { readAnswer } from './read-answer.js';
import { inputOf } from './read-form.js';

/**
 * What is filled in on a page and is no answer yet. Null: what was asked there is not asked any more.
 *
 * @param whole true: nothing of it is being answered; false: what fits is, and what is half filled in is left
 */
export function leftIn(form: FormFields, standing: Standing, whole: boolean): Left | null {
  const asked = askedIn(form, standing);
  if (!asked) return null;
  const [keep, forget]: [Record<string, Typed>, string[]] = [{}, []];
  for (const { question, before } of asked) {
    const came = readAnswer(standing, question, form);
    const isKnown = came.kind === 'answer' && before !== null && sameAnswer(before, came.answer);
    const typed = came.kind === 'misfit' || (whole && !isKnown) ? typedFor(question.id, form) : null;
    if (typed) keep[question.id] = typed;
    else forget.push(question.id);
  }
  return { keep, forget };
}

export const nothingLeft: Left = { keep: {}, forget: [] };

/** Null: nothing stands there. What no database keeps is left out. */
function typedFor(question: string, form: FormFields): Typed | null {
  const name = inputOf(question);
  const own = [...form].filter(([key]) => (key === name || key.startsWith(`${name}.`)) && /^[\w.-]{1,200}$/.test(key));
  const isBlank = own.every(([key, values]) => key === `${name}.n` || values.every((value) => value.trim() === ''));
  if (isBlank) return null;
  return Object.fromEntries(own.map(([key, values]) => [key, values.map((value) => value.replaceAll('\0', ''))]));
}

/** As the inputs of these questions were left. */
export const typedBefore = (unfinished: Unfinished, questions: readonly string[]): FormFields =>
  new Map(questions.flatMap((question) => Object.entries(unfinished[question] ?? {})));
