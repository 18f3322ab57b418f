import { datedTests, isPlain } from '../../eligibility/index.js';
import type { Parameter } from '../../eligibility/index.js';
import { type Place, type Report, instead } from '../problem.js';
import type { DecisionDefinition } from '../program.js';

export interface LimitSurroundings {
  readonly decisions: Readonly<Record<string, DecisionDefinition>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
}
type Decision = DecisionDefinition & { readonly kind: 'table' };

/**
 * What stands behind `limit.`: a decision by a table that compares with a parameter, or one of its outcomes. Returns the questions
 * that the limit tells about whoever is written to, by whose answers its values differ.
 */
export function checkLimit(around: LimitSurroundings, name: string, place: Place, report: Report): readonly string[] {
  const { decisions } = around;
  const limited = Object.values(decisions).filter(isLimited);
  const whole = limited.find(({ id }) => id === name);
  const cut = name.lastIndexOf('.');
  const decision = whole ?? limited.find(({ id }) => id === name.slice(0, cut));
  if (!decision) {
    const known = limited.flatMap((one) => [one.id, ...one.outcomes.map((outcome) => `${one.id}.${outcome}`)]);
    const message = `There is no decision "${name}" with a table that compares an answer with a parameter.`;
    report('letter-limit-is-unknown', place, message, instead(name, known, 'write the amount itself'));
    return [];
  }
  const outcome = whole ? null : name.slice(cut + 1);
  if (outcome !== null && !decision.outcomes.includes(outcome)) {
    const message = `The decision "${decision.id}" has no outcome "${outcome}".`;
    report('unknown-outcome', place, message, instead(outcome, decision.outcomes));
    return [];
  }
  const names = outcome === null ? namedOnce(decision, place, report) : takenBy(decision, outcome, place, report);
  return names.flatMap((id) => around.parameters[id]?.by ?? []);
}

const isLimited = (one: DecisionDefinition): one is Decision =>
  one.kind === 'table' && datedTests(one.table).length > 0;

/** The one value of the table. */
function namedOnce({ id, table, outcomes }: Decision, place: Place, report: Report): readonly string[] {
  const names = [...new Set(datedTests(table).flatMap((test) => test.names))];
  if (names.length === 1) return names;
  const message = `The table of "${id}" reads several parameters (${names.join(', ')}): which one is the limit?`;
  report('letter-limit-is-unclear', place, message, `Name the outcome that it is for: {{limit.${id}.${outcomes[0]}}}.`);
  return [];
}

/** What the one row with this outcome asks for. */
function takenBy({ id, table }: Decision, outcome: string, place: Place, report: Report): readonly string[] {
  const tests = datedTests(table).filter((one) => one.outcome === outcome);
  const [only] = tests;
  if (only && tests.length === 1 && isPlain(only.test)) return only.names;
  const message = `The table of "${id}" has ${only ? 'more than one comparison' : 'no comparison'} with a parameter for "${outcome}".`;
  const fix = `Write {{limit.${id}}}, or another outcome; a row is said that compares one answer: '<= income_limit'.`;
  report('letter-limit-is-unclear', place, message, fix);
  return [];
}
