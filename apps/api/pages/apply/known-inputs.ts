import type { Value } from '../../../../libs/eligibility/index.js';
import type { Question } from '../../../../libs/workflow/index.js';
import type { AskedNow, Standing } from '../../apply/read-standing.js';
import { inputOf, spread } from './read-form.js';
import { spreadRows } from './rows.js';
import type { ApplySheet } from './sheet.js';

/** What they told us in the application before, in the inputs in which it is checked. */
export const saidBefore = (asked: readonly AskedNow[]): ApplySheet['typed'] =>
  new Map(asked.flatMap(({ question, earlier }) => (earlier ? [...inInputs(question, earlier.value)] : [])));

/** What was answered, in the inputs in which it is put right. */
export function knownOf({ answers }: Standing, question: Question): ApplySheet['typed'] {
  const answer = answers.find((one) => one.question.id === question.id)?.answer;
  const name = inputOf(question.id);
  if (!answer) return new Map();
  if ('declined' in answer)
    return new Map([
      [name, ['prefer-not']],
      [`${name}.not`, ['prefer-not']],
    ]);
  return inInputs(question, answer.value);
}

function inInputs(question: Question, value: Value): ApplySheet['typed'] {
  const name = inputOf(question.id);
  if (question.columns && Array.isArray(value)) {
    return spreadRows(
      question,
      name,
      value.filter((row) => typeof row === 'object'),
    );
  }
  return spread(question, name, value);
}
