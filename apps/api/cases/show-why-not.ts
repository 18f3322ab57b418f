import { type Answers, type Labels, type Text, type WhyNot, whyNot } from '../../../libs/eligibility/index.js';
import type { RunnableProgram } from '../../../libs/workflow/index.js';
import { showByTime } from './show-by-time.js';
import type { WhyNotDto, WhyNotItemDto } from './why-not.dto.js';
import { answerText, labelsOf } from './words.js';

/** For every outcome that is not reached now, the nearest answers that would lead there: those of fewest changes first. */
export function showWhyNot(run: RunnableProgram, decision: string, answers: Answers, today: string): WhyNotDto {
  const found = run.decisions[decision]!;
  const now = found.decide(answers).outcome;
  const others = found.outcomes.filter((outcome) => outcome !== now).map((outcome) => whyNot(found, answers, outcome));
  return {
    items: others.sort((a, b) => farness(a) - farness(b)).map((one) => showItem(run, decision, answers, one)),
    byTime: showByTime(run, decision, answers, today),
  };
}

const farness = (one: WhyNot): number =>
  one.kind === 'changes' ? one.changes.length : one.kind === 'never' ? Infinity : Number.MAX_SAFE_INTEGER;

function showItem({ program }: RunnableProgram, decision: string, answers: Answers, found: WhyNot): WhyNotItemDto {
  const labels = labelsOf(program, decision);
  const { kind, outcome } = found;
  const label = labels.outcome(outcome);
  if (found.kind !== 'changes') {
    return { outcome, label, kind, row: null, changes: [], sentence: without[found.kind](label) };
  }
  const changes = found.changes.map(({ question, to }) => {
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    const from = answer ? answerText(program, question, answer) : null;
    return { question, short: labels.question(question), from, to: labels.value(question, to) };
  });
  return { outcome, label, kind, row: found.row, changes, sentence: sentenceOf(label, found.changes, labels) };
}

function sentenceOf(label: Text, changes: Extract<WhyNot, { kind: 'changes' }>['changes'], labels: Labels): Text {
  const list = (language: 'en' | 'fr') =>
    changes
      .map(({ question, to }) => `${labels.question(question)[language]} — ${labels.value(question, to)[language]}`)
      .join('; ');
  const [withEn, withFr] = changes.length > 1 ? ['these answers', 'ces réponses'] : ['this answer', 'cette réponse'];
  return {
    en: `It would be “${label.en}” with ${withEn}: ${list('en')}.`,
    fr: `Ce serait « ${label.fr} » avec ${withFr} : ${list('fr')}.`,
  };
}

const without: Readonly<Record<Exclude<WhyNot['kind'], 'changes'>, (label: Text) => Text>> = {
  never: ({ en, fr }) => ({
    en: `No answers lead to “${en}”: the rules give it to nobody.`,
    fr: `Aucune réponse ne mène à « ${fr} » : les règles ne le donnent à personne.`,
  }),
  'not-found': ({ en, fr }) => ({
    en: `We did not find answers that lead to “${en}”. There may be some all the same.`,
    fr: `Nous n’avons pas trouvé de réponses qui mènent à « ${fr} ». Il y en a peut-être quand même.`,
  }),
};
