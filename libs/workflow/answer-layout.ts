import { answerLayout, type AnswerLayout } from '../eligibility/index.js';
import { domainOf } from './compile-decisions.js';
import { questionsRead } from './questions-read.js';
import type { Program } from './program.js';

/** Programs are immutable, and read again and again. */
const known = new WeakMap<Program, AnswerLayout>();

/** How the answers of a case on this version of a program are kept as codes: the questions that some decision reads, in the document's order. */
export function layoutOf(program: Program): AnswerLayout {
  const found = known.get(program);
  if (found) return found;
  const read = questionsRead(program);
  const questions = Object.values(program.questions).filter(({ id }) => read.has(id));
  const layout = answerLayout(questions.map((question) => ({ id: question.id, domain: domainOf(question) })));
  known.set(program, layout);
  return layout;
}
