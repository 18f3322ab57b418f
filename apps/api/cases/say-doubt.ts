import type { Text } from '../../../libs/eligibility/index.js';
import type { Program } from '../../../libs/workflow/index.js';
import { named } from './words.js';

/** They did answer; since then something happened by which nobody knows whether that still holds. */
export function sayDoubt(program: Program, questions: readonly string[]): Text {
  const shorts = questions.flatMap((id) => (program.questions[id] ? [named(program.questions[id]).short] : []));
  const list = (language: 'en' | 'fr') => shorts.map((short) => short[language] ?? short['en']).join('; ');
  return {
    en: `This was answered, but may not be true any more: ${list('en')}.`,
    fr: `Une réponse a été donnée, mais elle n’est peut-être plus vraie : ${list('fr')}.`,
  };
}
