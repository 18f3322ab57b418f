import type { Answer } from '../../../../libs/eligibility/index.js';
import type { Standing } from '../../apply/read-standing.js';
import { mailAddress } from '../../../../libs/letters/index.js';
import { computedAnswer, type Question } from '../../../../libs/workflow/index.js';
import type { FormFields } from '../../shell/form-body.js';
import { purposeOf } from './purposes.js';
import { type Came, inputOf, readQuestion } from './read-form.js';

/**
 * What came for a question, as far as it serves. A year of birth that is to come is a slip of the finger: they would be asked how old
 * they are. And no letter ever comes to an e-mail address that is none.
 */
export function readAnswer(standing: Standing, question: Question, form: FormFields): Came {
  const came = readQuestion(question, form);
  if (came.kind !== 'answer' || !('value' in came.answer)) return came;
  const type = unfit(standing, question, came.answer);
  return type === null ? came : { kind: 'misfit', field: inputOf(question.id), expected: '', type };
}

function unfit({ run, today }: Standing, { id, type }: Question, answer: Answer): 'date' | 'email' | null {
  const isMail = type === 'text' && purposeOf(run.program, id) === 'email';
  if (isMail) return 'value' in answer && mailAddress(String(answer.value)) === null ? 'email' : null;
  const ages = Object.values(run.program.questions).filter(
    ({ computed }) => computed?.how === 'years' && computed.from === id,
  );
  return ages.every((age) => computedAnswer(age, { [id]: answer }, today) !== null) ? null : 'date';
}
