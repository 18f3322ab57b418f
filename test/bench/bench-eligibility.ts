import {
  type Answers,
  CodedCases,
  compileDecision,
  type Decision,
  fastReader,
  type Make,
  VersionComparison,
} from '../../libs/eligibility/index.js';
import { benchBacktest } from './bench-backtest.js';
import { byHand, byHandUnderUnknowns, compareByHand } from './by-hand.js';
import { domains, outcomes, peopleOf, type Person, rowsOf, tableOf } from './eligibility-table.js';
import { type Measured, median, type Round } from './measured.js';
import { type Decide, feelin, jsonLogic, zen } from './other-engines.js';

const rounds = 15;
const people = 20_000;
const million = 1_000_000;

/** What the server may do and the library never does: make a function of the text that the library wrote. */
const make: Make = (parameters, body) => new Function(...parameters, body) as ReturnType<Make>;

/**
 * A table of thirteen rows over five questions against the same thing written by hand, and against other engines. Time
 * for one case each, except `backtest-million`: time for two versions of the table over a million cases out of PostgreSQL
 * (`-memory`: that are in memory already). Results are compared case by case before anything is measured.
 */
export async function benchEligibility(tell: (line: string) => void): Promise<readonly Measured[]> {
  const decision = compiled(100);
  const reader = fastReader(decision, make)!;
  const known = peopleOf(people, 1000);
  const partial = peopleOf(people, 600);
  const answers = partial.map(answersOf);
  same(known, reader.full, byHand);
  same(partial, reader.threeValued, byHandUnderUnknowns);
  checkExact(decision, partial, answers);
  const rows = [
    await measure(
      'full-answers',
      40,
      () => sum(known, reader.full),
      () => sum(known, byHand),
    ),
    await measure(
      'partial-three-valued',
      40,
      () => sum(partial, reader.threeValued),
      () => sum(partial, byHandUnderUnknowns),
    ),
    await measure(
      'partial-exact',
      4,
      () => decideAll(decision, answers),
      () => sum(partial, byHandUnderUnknowns),
    ),
    await backtest(decision, compiled(110)),
    await benchBacktest(decision, compiled(110), make),
    await against('json-logic-engine', jsonLogic(rowsOf()), reader.full, known),
    await against('zen-engine', zen(rowsOf()), reader.full, known.slice(0, 1_000)),
    await against('feelin', feelin(rowsOf()), reader.full, known.slice(0, 40)),
  ];
  for (const { name, ratio, value, reference, unit } of rows)
    tell(`${name}: ${value} of ${reference} ${unit} (${ratio})`);
  return rows;
}

function compiled(raised: number): Decision {
  const result = compileDecision(tableOf(rowsOf(raised)), domains, { outcomes });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

const answersOf = (person: Person): Answers =>
  Object.fromEntries(Object.entries(person).flatMap(([id, value]) => (value === undefined ? [] : [[id, { value }]])));

function same(all: readonly Person[], ours: (person: Person) => number, theirs: (person: Person) => number): void {
  for (const person of all) {
    if (ours(person) !== theirs(person))
      throw new Error(`${JSON.stringify(person)}: ${ours(person)}, ${theirs(person)}`);
  }
}

/** A value from every constant of the table on, and the lowest: what they reach, anything reaches. */
const ends = {
  residence: ['ON', 'QC', 'other'],
  age: [0, 16, 65],
  income: [0, 1_500_000, 2_000_000, 2_500_000, 3_000_000, 4_000_000, 5_000_000],
  household: [1, 3, 5],
  student: ['yes', 'no', 'unsure'],
};

/** Every verdict against the function by hand over every completion; alike people are tried once. */
function checkExact(decision: Decision, all: readonly Person[], answers: readonly Answers[]): void {
  const tried = new Map<string, number>();
  const classOf = (value: string | number | undefined, list: readonly (string | number)[]): unknown =>
    typeof value === 'number' ? list.findLast((end) => Number(end) <= value) : value;
  const reached = (person: Person): number => {
    const [open] = Object.keys(ends).filter((id) => person[id] === undefined) as (keyof typeof ends)[];
    if (open === undefined) return byHand(person);
    return ends[open].reduce<number>((set, value) => set | reached({ ...person, [open]: value }), 0);
  };
  all.slice(0, 5_000).forEach((person, at) => {
    const alike = Object.entries(ends).map(([id, list]) => classOf(person[id] as string | number | undefined, list));
    const key = JSON.stringify(alike.map((one) => one ?? null));
    const truth = tried.get(key) ?? reached(person);
    tried.set(key, truth);
    const verdict = decision.decide(answers[at]!);
    const set = verdict.possible.reduce((bits, outcome) => bits | (1 << outcomes.indexOf(outcome)), 0);
    if (set !== truth || verdict.method !== 'exact') throw new Error(`${key}: ${set}, ${truth}`);
  });
}

function sum(all: readonly Person[], one: (person: Person) => number): number {
  let total = 0;
  for (const person of all) total += one(person);
  return total;
}

/** Whole verdicts: what is possible, what is missing, what was read and why. */
function decideAll(decision: Decision, all: readonly Answers[]): number {
  let total = 0;
  for (const answers of all) total += decision.decide(answers).possible.length;
  return total;
}

/** Nanoseconds for one person, both sides in turn in each round. */
async function measure(name: string, times: number, ours: () => number, theirs: () => number): Promise<Measured> {
  const time = (work: () => number, count: number): number => {
    const begun = performance.now();
    let total = 0;
    for (let at = 0; at < count; at++) total += work();
    const spent = performance.now() - begun;
    if (total < 0) throw new Error('nothing was decided');
    return (spent * 1e6) / (count * people);
  };
  const found: Round[] = [];
  for (let round = -2; round < rounds; round++) {
    const before = time(theirs, times / 2);
    const mine = time(ours, times);
    const after = time(theirs, times / 2);
    if (round >= 0) found.push({ ours: mine, reference: (before + after) / 2 });
  }
  return median(name, 'ns', found);
}

async function against(
  name: string,
  theirs: Decide,
  full: (person: Person) => number,
  all: readonly Person[],
): Promise<Measured> {
  const decided = await theirs(all);
  same(all, full, (person) => 1 << outcomes.indexOf(decided[all.indexOf(person)] ?? ''));
  const times = Math.ceil(200_000 / all.length);
  const found: Round[] = [];
  for (let round = -1; round < 5; round++) {
    let begun = performance.now();
    await theirs(all);
    const reference = ((performance.now() - begun) * 1e6) / all.length;
    begun = performance.now();
    let total = 0;
    for (let at = 0; at < times; at++) total += sum(all, full);
    const ours = ((performance.now() - begun) * 1e6) / (all.length * times);
    if (round >= 0 && total > 0) found.push({ ours, reference });
  }
  return median(name, 'ns', found);
}

async function backtest(before: Decision, after: Decision): Promise<Measured> {
  const cases = new CodedCases([before, after], million);
  peopleOf(million, 1000).forEach((person, at) => cases.put(at, answersOf(person)));
  const columns = cases.columns.map(({ codes }) => codes);
  const found: Round[] = [];
  for (let round = -2; round < rounds; round++) {
    let begun = performance.now();
    const comparison = new VersionComparison(cases, before, after, make);
    comparison.run(0, million);
    const flipped = comparison.flipped();
    const ours = performance.now() - begun;
    begun = performance.now();
    const hand = compareByHand(columns, million);
    const reference = performance.now() - begun;
    if (String(comparison.counts) !== String(hand.counts) || String(flipped) !== String(hand.flipped)) {
      throw new Error(`${String(comparison.counts)}: ${String(hand.counts)}`);
    }
    if (round >= 0) found.push({ ours, reference });
  }
  return median('backtest-million-memory', 'ms', found);
}
