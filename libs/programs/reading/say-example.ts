import type { Text, Value } from '../../eligibility/index.js';
import { type Program, sayMoney } from '../../workflow/index.js';
import type { Example } from './file-problem.js';

const yesNo: Readonly<Record<string, Text>> = { true: { en: 'Yes', fr: 'Oui' }, false: { en: 'No', fr: 'Non' } };
const anybody: Text = { en: 'Anybody, whatever they answer.', fr: 'N’importe qui, quelles que soient les réponses.' };

/** A made-up person in the program's own words: `Age: 16; Proof of age: Yes`. */
export function sayExample(program: Program, answers: Readonly<Record<string, Value>>): Example {
  const parts = Object.entries(answers).map(([id, value]) => [
    questionText(program, id),
    valueText(program, id, value),
  ]);
  if (parts.length === 0) return { answers, said: anybody };
  const en = parts.map(([question, answer]) => `${question!.en}: ${answer!.en}`).join('; ');
  const fr = parts.map(([question, answer]) => `${question!.fr} : ${answer!.fr}`).join('; ');
  return { answers, said: { en, fr } };
}

function questionText(program: Program, id: string): Text {
  const question = program.questions[id];
  return question?.short ?? question?.ask ?? { en: id, fr: id };
}

function valueText(program: Program, question: string, value: Value): Text {
  if (Array.isArray(value)) {
    const words = value.map((each: string) => valueText(program, question, each));
    return { en: words.map(({ en }) => en).join(', ') || '–', fr: words.map(({ fr }) => fr).join(', ') || '–' };
  }
  if (program.questions[question]?.type === 'money' && typeof value === 'number') return sayMoney(value);
  const word = String(value);
  const choice = program.questions[question]?.choices.find((one) => one.value === word);
  return choice?.label ?? yesNo[word] ?? { en: word, fr: word };
}
