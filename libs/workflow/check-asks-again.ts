import { type Report, at, instead } from './problem.js';
import { questionPlace } from './check-purposes.js';
import type { Program } from './program.js';
import type { Question } from './question.js';

/** An answer may cast out other answers that contradict it: single choices, each with a word that it has. */
export function checkAsksAgain({ questions, ...program }: Program, report: Report): void {
  const singles = Object.values(questions).filter(isSingleChoice);
  for (const question of Object.values(questions)) {
    const place = at(questionPlace({ questions, ...program }, question.id), 'asks-again');
    for (const [word, others] of Object.entries(question.asksAgain ?? {})) {
      if (!isSingleChoice(question) || !wordsOf(question).includes(word)) {
        const message = `The question "${question.id}" has no single choice "${word}".`;
        const words = isSingleChoice(question) ? wordsOf(question) : [];
        report('asks-again-after-nothing', at(place, word), message, instead(word, words, 'take it out'));
      }
      for (const [id, answers] of Object.entries(others)) {
        const other = singles.find((one) => one.id === id && one.id !== question.id);
        const unknown = answers.find((answer) => other && !wordsOf(other).includes(answer));
        if (other && unknown === undefined) continue;
        const message = other
          ? `The question "${id}" has no answer "${unknown}".`
          : `"${id}" is no other question with single choices: its answer could not be asked again.`;
        const near = other ? wordsOf(other) : singles.map((one) => one.id).filter((one) => one !== question.id);
        report('asks-nothing-again', at(place, word, id), message, instead(unknown ?? id, near, 'take it out'));
      }
    }
  }
}

/** What follows from another answer is nobody's to say again. */
const isSingleChoice = ({ type, computed }: Question) => type === 'choice' && !computed;
const wordsOf = ({ choices }: Question) => choices.map(({ value }) => value);
