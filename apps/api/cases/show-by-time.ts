import type { ByTimeView } from '../../../libs/cases/index.js';
import type { Answers, Text } from '../../../libs/eligibility/index.js';
import { type RunnableProgram, type TimeFlip, whenTimeFlips } from '../../../libs/workflow/index.js';
import { dayText, labelsOf } from './words.js';

/** On which day time alone decides otherwise, in words; null when it never does. */
export function showByTime(run: RunnableProgram, decision: string, answers: Answers, today: string): ByTimeView | null {
  const flip = whenTimeFlips(run, decision, answers, today);
  if (!flip) return null;
  const { outcome: outcomeOf } = labelsOf(run.program, decision);
  const { on, outcome } = flip;
  const label = outcome === null ? null : outcomeOf(outcome);
  return { on, outcome, label, sentence: label ? then(on, label) : asksAgain(flip, flip.possible.map(outcomeOf)) };
}

function then(on: string, label: Text): Text {
  const day = dayText(on);
  return {
    en: `On or after ${day.en} it would be “${label.en}”, because of age alone.`,
    fr: `À compter du ${day.fr}, ce serait « ${label.fr} », en raison de l’âge seulement.`,
  };
}

function asksAgain({ on }: TimeFlip, possible: readonly Text[]): Text {
  const day = dayText(on);
  const list = (language: 'en' | 'fr', before: string) =>
    possible.length === 0 ? '' : ` ${before}: ${possible.map((label) => label[language]).join(' · ')}.`;
  return {
    en: `On or after ${day.en} more has to be asked, because of age alone.${list('en', 'It could then be')}`,
    fr: `À compter du ${day.fr}, il faudra poser d’autres questions, en raison de l’âge seulement.${list('fr', 'Ce pourrait alors être ')}`,
  };
}
