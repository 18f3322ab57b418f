import type { Text } from '../../../libs/eligibility/index.js';
import type { AskNow, Program, Purpose } from '../../../libs/workflow/index.js';
import { outcomeText } from './words.js';

const WHY: Readonly<Record<Exclude<Purpose, 'decide'>, Text>> = {
  rescue: { en: 'So that help can find them.', fr: 'Pour que les secours puissent trouver la personne.' },
  brief: {
    en: 'So that they need not repeat it to the next service. Told only with their consent, or when a life is at risk.',
    fr: 'Pour éviter à la personne de se répéter. Transmis seulement avec son accord, ou si une vie est en danger.',
  },
  route: { en: 'To find the right service.', fr: 'Pour trouver le bon service.' },
  contact: { en: 'To reach them again.', fr: 'Pour pouvoir joindre la personne à nouveau.' },
  report: { en: 'Only counted, never passed on.', fr: 'Compté seulement, jamais transmis.' },
};
const ORDER: readonly Exclude<Purpose, 'decide'>[] = ['rescue', 'brief', 'route', 'contact', 'report'];

/** One sentence for the navigator: what the answer is needed for now. */
export function whyAsked(program: Program, { question, decision }: AskNow): Text {
  if (decision === null) {
    // A number to call back is asked of everybody: help that goes out finds a place, not a number.
    const isContact = question.purposes.includes('contact');
    const purpose = ORDER.find((one) => question.purposes.includes(one) && !(isContact && one === 'rescue')) ?? 'route';
    return WHY[purpose];
  }
  const outcomes = (program.decisions[decision]?.outcomes ?? []).map((id) => outcomeText(program, decision, id));
  const list = (language: 'en' | 'fr', or: string) => outcomes.map((text) => text[language]).join(or);
  return {
    en: `The answer can still decide how the call goes on: ${list('en', ' · ')}.`,
    fr: `La réponse peut encore décider de la suite de l’appel : ${list('fr', ' · ')}.`,
  };
}
