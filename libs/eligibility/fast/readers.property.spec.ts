import { describe, expect, it } from '@jest/globals';
import { checkDecision, compileDecision, fastReader, type Decision, type Make } from '../index.js';
import { AllPeople, notAsked, refused, type Known } from '../testing/all-people.js';
import { Seeded, smallTable, type SmallTable } from '../testing/small-tables.js';
import { CodedCases, VersionComparison } from './columnar.js';

const deep = process.env['DEEP'] !== undefined;
const tables = deep ? 100_000 : 200;
/** Checks that look at every person of a table many times. */
const fewer = deep ? 20_000 : 200;
const make: Make = (parameters, body) => new Function(...parameters, body) as ReturnType<Make>;

function compiled({ table, domains }: Pick<SmallTable, 'table' | 'domains'>): Decision {
  const result = compileDecision(table, domains);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

/** Runs over many tables and names the seed of the one that went wrong. */
function forTables(
  check: (random: Seeded, small: SmallTable, decision: Decision) => void,
  { count = tables, long = false } = {},
): void {
  for (let seed = 1; seed <= count; seed++) {
    const random = new Seeded(seed * 7919);
    const small = smallTable(random, long ? 40 : 0);
    try {
      check(random, small, compiled(small));
    } catch (error) {
      throw new Error(`seed ${seed}: ${JSON.stringify(small.table).slice(0, 2_000)}`, { cause: error });
    }
  }
}

const partly = (random: Seeded, { values }: SmallTable): Known[] =>
  values.map((all) => {
    const chance = random.upTo(5);
    return chance < 2 ? notAsked : chance === 2 ? refused : random.upTo(all.length);
  });

/** Fails quickly, without the work of `expect` for what is as it should be. */
function same(what: string, found: unknown, wanted: unknown): void {
  if (String(found) !== String(wanted)) expect([what, found]).toEqual([what, wanted]);
}

function checkVerdict(random: Seeded, small: SmallTable, decision: Decision): void {
  const people = new AllPeople(small, decision.outcomes);
  for (let round = 0; round < 2; round++) {
    const known = partly(random, small);
    const verdict = decision.decide(people.answers(known));
    const matching = people.matching(known);
    const set = people.union(matching);
    const possible = decision.outcomes.filter((_, at) => set & (1 << at));
    same('possible', verdict.possible, possible);
    same('method', verdict.method, 'exact');
    same('missing', [...verdict.missing].sort(), people.missing(known).sort());
    same('declined', [...verdict.declined].sort(), people.declined(known).sort());
    const rows = new Set(matching.map((person) => String(people.rows[person])));
    const [row = ''] = rows;
    const isOne = verdict.outcome !== null && rows.size === 1 && /^\d+$/.test(row);
    same('row', verdict.because?.row ?? null, isOne ? Number(row) + 1 : null);
  }
}

function checkFast(random: Seeded, small: SmallTable, decision: Decision): void {
  const people = new AllPeople(small, decision.outcomes);
  const readers = [fastReader(decision)!, fastReader(decision, make)!];
  for (const reader of readers) {
    for (let round = 0; round < 4; round++) {
      const person = random.upTo(people.count);
      const values = Object.fromEntries(people.valuesOf(person));
      same('full', reader.full(values), people.sets[person]);
      const known = partly(random, small).map((place) => (place === refused ? notAsked : place));
      const partial = Object.fromEntries(
        small.questions.flatMap((id, at) => (known[at]! < 0 ? [] : [[id, small.values[at]![known[at]!]]])),
      );
      const set = people.union(people.matching(known));
      same('exact', reader.exact(partial), set);
      same('three-valued', reader.threeValued(partial) & set, set);
      same('both three-valued', reader.threeValued(partial), readers[0]!.threeValued(partial));
      const isRead = small.questions.some((id, at) => known[at]! < 0 && decision.reads.includes(id));
      if (isRead) same('not all answered', reader.full(partial), 0);
    }
  }
}

function checkFindings(_random: Seeded, small: SmallTable, decision: Decision): void {
  const people = new AllPeople(small, decision.outcomes);
  const found = checkDecision(decision);
  const gap = 1 << decision.outcomes.length;
  const of = (code: string) => found.filter((finding) => finding.code === code);
  same('could not prove', of('could-not-prove').length, 0);
  same('gap', of('gap').length > 0, people.sets.includes(gap));
  same(
    'overlap',
    of('overlap').length > 0,
    people.sets.some((set) => (set & (set - 1)) !== 0),
  );
  const alive = new Set(people.rows.flat());
  const dead = small.table.rows.flatMap((_, row) => (alive.has(row) ? [] : [row + 1]));
  same(
    'dead',
    of('row-never-fires').map(({ row }) => row),
    dead,
  );
  for (const { code, example } of [...of('gap'), ...of('overlap')]) {
    const answers = Object.fromEntries(Object.entries(example!).map(([id, value]) => [id, { value }]));
    const verdict = decision.decide(answers);
    same(code, [verdict.status, verdict.missing.length], ['undetermined', 0]);
  }
}

function checkComparison(random: Seeded, small: SmallTable, before: Decision): void {
  const changed = { ...small.table, rows: small.table.rows.map((row) => ({ ...row })) };
  const at = random.upTo(changed.rows.length);
  changed.rows[at] = { ...changed.rows[at]!, outputs: [random.of(['amber', 'blue'])] };
  const after = compiled({ ...small, table: changed });
  const people = new AllPeople(small, before.outcomes);
  const answers = Array.from({ length: 12 }, () => people.answers(partly(random, small)));
  const cases = new CodedCases([before, after], answers.length);
  answers.forEach((one, index) => cases.put(index, one));
  const outcomes = answers.map((one) => [before.decide(one).outcome, after.decide(one).outcome] as const);
  for (const maker of [undefined, make]) {
    const comparison = new VersionComparison(cases, before, after, maker);
    comparison.run(0, 5);
    comparison.run(5, 100);
    const flipped = outcomes.flatMap(([a, b], index) => (a === b ? [] : [index]));
    same('flipped', comparison.flipped(), flipped);
    const width = comparison.outcomes.length;
    const counts = new Float64Array(width ** 2);
    for (const [a, b] of outcomes)
      counts[comparison.outcomes.indexOf(a) * width + comparison.outcomes.indexOf(b)]! += 1;
    same('counts', comparison.counts, counts);
  }
}

describe('over random tables with hostile names and words, against deciding every person', () => {
  it(
    'gives the exact verdict under partial answers',
    () => forTables(checkVerdict, { count: deep ? tables : 1_000 }),
    3_600_000,
  );
  it(
    'gives it for tables of more rows than a word has bits',
    () => forTables(checkVerdict, { count: fewer / 10, long: true }),
    3_600_000,
  );
  it('reads full and partial answers alike, with generated code and without', () => forTables(checkFast), 3_600_000);
  it(
    'does so for tables of more rows than a word has bits',
    () => forTables(checkFast, { count: fewer / 10, long: true }),
    3_600_000,
  );
  it(
    'finds exactly the gaps, contradictions and dead rows that there are',
    () => forTables(checkFindings, { count: fewer }),
    3_600_000,
  );
  it('finds them in long tables', () => forTables(checkFindings, { count: fewer / 10, long: true }), 3_600_000);
  it(
    'counts and names the cases that flip between two versions',
    () => forTables(checkComparison, { count: fewer }),
    3_600_000,
  );
});
