import type { Column } from './columns.js';
import type { Decision } from './decision.js';
import { readStates } from './fast/coding.js';
import type { Answers, Domain, Value, Verdict } from './types.js';

/**
 * How often each answer was given before, by question and then by the answer as text: a word, `true`, a number, a date, or
 * the chosen words of a list joined by commas. Answers that are no value of the question are left aside. New counts are a new
 * object: what was worked out by an old one stays.
 */
export type PastAnswers = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Parts of a table that may be read to weigh its questions; where it would take more, they stay in the order of its columns. */
const mostWork = 500_000;
/** What one verdict of a table reads that is too large for a diagram. */
const workWithoutDiagram = 60_000;

/**
 * The questions that are missing, the one expected to settle most first: most likely to settle the verdict; then the fewest
 * outcomes, and the fewest questions, expected to be left; then the order of the columns. Each is weighed by trying every
 * class of its answers (one step ahead, exact where a diagram decides), a class by its number of words, or as one, and by
 * how often it was given before. A question that only a computed column reads cannot be tried: it comes after those
 * that bring anything. Which question is asked never changes a verdict. Pure; the same answers give the same order.
 */
export function orderMissing(decision: Decision, answers: Answers, past: PastAnswers = none): readonly string[] {
  const { coding } = decision.parts;
  if (!coding) return order(decision, answers, past);
  const known = ordersOf(decision, past);
  const states = new Int32Array(coding.length);
  readStates(coding, answers, states);
  const key = states.join();
  const found = known.get(key) ?? order(decision, answers, past);
  if (known.size >= mostOrders) known.clear();
  known.set(key, found);
  return found;
}

/** Orders that are remembered of one decision: whom it tells apart no further is asked the same. */
const mostOrders = 2_000;
const none: PastAnswers = {};
const orders = new WeakMap<PastAnswers, WeakMap<Decision, Map<string, readonly string[]>>>();

function ordersOf(decision: Decision, past: PastAnswers): Map<string, readonly string[]> {
  const ofPast = orders.get(past) ?? new WeakMap<Decision, Map<string, readonly string[]>>();
  orders.set(past, ofPast);
  const known = ofPast.get(decision) ?? new Map<string, readonly string[]>();
  ofPast.set(decision, known);
  return known;
}

function order(decision: Decision, answers: Answers, past: PastAnswers): readonly string[] {
  const { missing, possible } = decision.decide(answers);
  if (missing.length < 2) return missing;
  const tries = missing.map((question) => triesOf(decision, question, past));
  const count = tries.reduce((sum, one) => sum + one.length, 0);
  if (count * workOf(decision) > mostWork) return missing;
  const untried: Score = [0, -possible.length, 1 - missing.length].map(rounded);
  const scored = missing.map((question, at) => {
    const tried = tries[at]!.map((one) => ({ ...one, verdict: withValue(decision, answers, question, one.value) }));
    return { question, score: tried.length === 0 ? untried : scoreOf(tried) };
  });
  // The sort keeps the order of the columns where scores are the same.
  return scored.sort((a, b) => compare(b.score, a.score)).map(({ question }) => question);
}

/** One class of a question's answers: a value that stands for it, and its share of all answers. */
interface Try {
  readonly value: Value;
  readonly weight: number;
}
/** The larger the better; compared from the left. */
type Score = readonly number[];

function withValue(decision: Decision, answers: Answers, question: string, value: Value): Verdict {
  return decision.decide({ ...answers, [question]: { value } });
}

function scoreOf(tried: readonly (Try & { readonly verdict: Verdict })[]): Score {
  const expected = (of: (verdict: Verdict) => number): number =>
    rounded(tried.reduce((total, { weight, verdict }) => total + weight * of(verdict), 0));
  return [
    expected(({ outcome }) => (outcome === null ? 0 : 1)),
    expected(({ possible }) => -possible.length),
    expected(({ missing }) => -missing.length),
  ];
}

/** Equal up to rounding is equal: then the order of the columns decides. */
const rounded = (expected: number): number => Math.round(expected * 1e9);

function compare(a: Score, b: Score): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

function workOf({ parts, table }: Decision): number {
  if (parts.exact) return parts.exact.nodes + parts.columns.length;
  return parts.bits ? workWithoutDiagram : table.rows.length * parts.columns.length;
}

function triesOf({ parts }: Decision, question: string, past: PastAnswers): readonly Try[] {
  const column = parts.columns.find((one) => one.classes && !one.compute && one.questions[0] === question);
  const domain = parts.domains.get(question);
  if (!column || !domain) return [];
  return weigh(column, domain, Object.hasOwn(past, question) ? past[question]! : {});
}

/** Each class has something before anybody has answered, so that nothing counts as impossible. */
function weigh({ classes }: Column, domain: Domain, counts: Readonly<Record<string, number>>): readonly Try[] {
  if (!classes) return [];
  const weights = new Float64Array(classes.count).fill(domain.kind === 'choice' ? 0 : 1);
  if (domain.kind === 'choice') for (const word of domain.values) weights[classes.classOf(word)]! += 1;
  for (const [text, count] of Object.entries(counts)) {
    const value = valueOf(domain, text);
    const c = value === null ? -1 : classes.classOf(value);
    if (c >= 0 && count > 0) weights[c]! += count;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from(weights, (weight, c) => ({ value: classes.nearest(c, null).value, weight: weight / total }));
}

function valueOf(domain: Domain, text: string): Value | null {
  switch (domain.kind) {
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : null;
    case 'number':
      return text.trim() === '' ? null : Number(text);
    case 'multi':
      return text === '' ? [] : text.split(',');
    default:
      return text;
  }
}
