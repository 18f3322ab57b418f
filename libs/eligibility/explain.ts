import { sayCells } from './cells/say-cells.js';
import type { Decision } from './decision.js';
import { sayConstants } from './parameters/say-constants.js';
import type { Answers, Because, Text, Value, Verdict } from './types.js';

/** How the program says things. */
export interface Labels {
  outcome(id: string): Text;
  question(id: string): Text;
  value(question: string, value: Value): Text;
}

/**
 * A verdict in plain English and French, rendered from its references: the decision is not made again. Answers that
 * are no longer kept are named without their value.
 */
export function explain(decision: Explained, verdict: Verdict, labels: Labels, answers: Answers): Text {
  if (verdict.outcome !== null) return settled(decision, verdict, verdict.outcome, labels, answers);
  if (verdict.possible.length === 0) return uncovered;
  return verdict.status === 'open' ? open(verdict, labels) : undetermined(verdict, labels);
}

type Explained = Pick<Decision, 'table' | 'parameters'>;

const uncovered: Text = {
  en: 'The rules do not say what to do with these answers. This is not a “no”. Please ask a supervisor.',
  fr: 'Les règles ne prévoient pas ces réponses. Ce n’est pas un « non ». Veuillez demander à un superviseur.',
};

function settled(decision: Explained, { because }: Verdict, outcome: string, labels: Labels, answers: Answers): Text {
  const said = labels.outcome(outcome);
  const reason = because?.row ? (decision.table.rows[because.row - 1]?.annotation ?? null) : null;
  const asked = sayCells(decision.table, because, (id) => labels.question(id), answers);
  const read = readAnswers(decision, because, labels, answers);
  return {
    en: sentences(`Result: ${said.en}`, reason?.en, asked?.en, read && `Because of these answers: ${read.en}`),
    fr: sentences(`Résultat : ${said.fr}`, reason?.fr, asked?.fr, read && `En raison de ces réponses : ${read.fr}`),
  };
}

function open(verdict: Verdict, labels: Labels): Text {
  const possible = list(
    verdict.possible.map((id) => labels.outcome(id)),
    oneOf,
  );
  const ask = list(
    verdict.missing.map((id) => labels.question(id)),
    semicolons,
  );
  return {
    en: sentences(`Not decided yet. It can still be: ${possible.en}`, `Still to ask: ${ask.en}`),
    fr: sentences(`Pas encore décidé. Ce peut encore être : ${possible.fr}`, `À demander encore : ${ask.fr}`),
  };
}

function undetermined(verdict: Verdict, labels: Labels): Text {
  const possible = list(
    verdict.possible.map((id) => labels.outcome(id)),
    oneOf,
  );
  const declined = list(
    verdict.declined.map((id) => labels.question(id)),
    semicolons,
  );
  const isDeclined = verdict.declined.length > 0;
  return {
    en: sentences(
      `We cannot tell, and that is all right. It could be: ${possible.en}`,
      isDeclined && `The person would rather not answer: ${declined.en}`,
      'This is not a “no”',
    ),
    fr: sentences(
      `Nous ne pouvons pas le savoir, et ce n’est pas grave. Ce pourrait être : ${possible.fr}`,
      isDeclined && `La personne préfère ne pas répondre à : ${declined.fr}`,
      'Ce n’est pas un « non »',
    ),
  };
}

function readAnswers(decision: Explained, because: Because | null, labels: Labels, answers: Answers): Text | null {
  if (!because || because.read.length === 0) return null;
  const said = because.read.map((id): Text => {
    const question = labels.question(id);
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    if (!answer || 'declined' in answer) {
      return { en: `${question.en} (answer no longer kept)`, fr: `${question.fr} (réponse qui n’est plus conservée)` };
    }
    const value = labels.value(id, answer.value);
    const limit = sayConstants(decision, because, id, answers, labels);
    const compared = { en: limit ? ` (${limit.en})` : '', fr: limit ? ` (${limit.fr})` : '' };
    return {
      en: `${question.en} — ${value.en}${compared.en}`,
      fr: `${question.fr} — ${value.fr}${compared.fr}`,
    };
  });
  return list(said, semicolons);
}

type Join = (parts: readonly string[], language: 'en' | 'fr') => string;

function list(texts: readonly Text[], join: Join): Text {
  return {
    en: join(
      texts.map((text) => text.en),
      'en',
    ),
    fr: join(
      texts.map((text) => text.fr),
      'fr',
    ),
  };
}

const semicolons: Join = (parts) => parts.join('; ');

const oneOf: Join = (parts, language) => {
  const or = language === 'en' ? ' or ' : ' ou ';
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${or}${parts.at(-1) ?? ''}`;
};

/** Each part a sentence with one end mark; parts that are missing are left out. */
function sentences(...parts: readonly (string | false | null | undefined)[]): string {
  return parts
    .filter((part): part is string => typeof part === 'string' && part.trim() !== '')
    .map((part) => (/[.!?…]["”»]?$/.test(part.trim()) ? part.trim() : `${part.trim()}.`))
    .join(' ');
}
