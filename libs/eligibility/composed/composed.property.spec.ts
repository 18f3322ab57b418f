import { describe, expect, it } from '@jest/globals';
import {
  checkDecision,
  compileDecision,
  fastReader,
  type CompileOptions,
  type Decision,
  type DecisionTable,
} from '../index.js';
import { AllPeople, notAsked, refused, type Known } from '../testing/all-people.js';
import { composedTables, type ComposedTables } from '../testing/composed-tables.js';
import { Seeded } from '../testing/small-tables.js';
import { judgeIn } from '../testing/worlds.js';

const deep = process.env['DEEP'] !== undefined;
const mostPeople = 400;

function compiled(
  table: DecisionTable,
  { domains, parameters, date }: ComposedTables,
  more: CompileOptions = {},
): Decision {
  const result = compileDecision(table, domains, { parameters, date, ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

function forTables(count: number, check: (random: Seeded, tables: ComposedTables, inner: Decision) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    const random = new Seeded(seed * 15_485_863);
    const tables = composedTables(random);
    if (tables.values.reduce((product, { length }) => product * length, 1) > mostPeople) continue;
    try {
      check(random, tables, compiled(tables.inner, tables));
    } catch (error) {
      const told = JSON.stringify([tables.inner, tables.outer, tables.parameters]).slice(0, 4_000);
      throw new Error(`seed ${seed}: ${told}`, { cause: error });
    }
  }
}

const peopleOf = (tables: ComposedTables, { outcomes }: Decision): AllPeople =>
  new AllPeople(tables, outcomes, (values) => judgeIn(tables.world, tables.outer, values));

const partly = (random: Seeded, { values }: ComposedTables): Known[] =>
  values.map((all) => {
    const chance = random.upTo(5);
    return chance < 2 ? notAsked : chance === 2 ? refused : random.upTo(all.length);
  }, 3_600_000);

function same(what: string, found: unknown, wanted: unknown): void {
  if (String(found) !== String(wanted)) expect([what, found]).toEqual([what, wanted]);
}

describe('random tables that read another decision, against deciding both for every person', () => {
  it('decide exactly over the questions of both, and name the row as it is written', () => {
    forTables(deep ? 2_000 : 50, (random, tables, inner) => {
      const outer = compiled(tables.outer, tables, { decisions: { inner } });
      const people = peopleOf(tables, outer);
      expect(outer.reads).not.toContain('inner');
      for (let round = 0; round < 3; round++) {
        const known = partly(random, tables);
        const verdict = outer.decide(people.answers(known));
        const matching = people.matching(known);
        const set = people.union(matching);
        same('method', verdict.method, 'exact');
        same(
          'possible',
          verdict.possible,
          outer.outcomes.filter((_, at) => set & (1 << at)),
        );
        same('missing', [...verdict.missing].sort(), people.missing(known).sort());
        same('declined', [...verdict.declined].sort(), people.declined(known).sort());
        const rows = new Set(matching.map((person) => String(people.rows[person])));
        const [row = ''] = rows;
        const isOne = verdict.outcome !== null && rows.size === 1 && /^\d+$/.test(row);
        same('row', verdict.because?.row ?? null, isOne ? Number(row) + 1 : null);
        const person = random.upTo(people.count);
        const values = Object.fromEntries(people.valuesOf(person));
        same('full', fastReader(outer)!.full(values), people.sets[person]);
      }
    });
  }, 3_600_000);

  it('have exactly the overlaps and dead rows that are found, and gaps only where there are some', () => {
    forTables(deep ? 1_000 : 25, (_random, tables, inner) => {
      const outer = compiled(tables.outer, tables, { decisions: { inner } });
      const people = peopleOf(tables, outer);
      const found = checkDecision(outer);
      const of = (code: string) => found.filter((finding) => finding.code === code);
      const some = 2 ** outer.outcomes.length - 1;
      same('could not prove', of('could-not-prove').length, 0);
      same(
        'overlap',
        of('overlap').length > 0,
        people.sets.some((set) => (set & some & ((set & some) - 1)) !== 0),
      );
      const alive = new Set(people.rows.flat());
      const dead = tables.outer.rows.flatMap((_, row) => (alive.has(row) ? [] : [row + 1]));
      same(
        'dead',
        of('row-never-fires').map(({ row }) => row),
        dead,
      );
      for (const { code, example } of [...of('gap'), ...of('overlap')]) {
        const answers = Object.fromEntries(Object.entries(example!).map(([id, value]) => [id, { value }]));
        const verdict = outer.decide(answers);
        same(code, [verdict.status, verdict.missing.length], ['undetermined', 0]);
      }
    });
  }, 3_600_000);

  it('are sound where the other decision is not written out, and say so', () => {
    forTables(deep ? 1_000 : 25, (random, tables, inner) => {
      const large = { ...inner, parts: { ...inner.parts, exact: null } };
      const outer = compiled(tables.outer, tables, { decisions: { inner: large } });
      const people = peopleOf(tables, outer);
      expect(outer.reads).not.toContain('inner');
      const about = tables.outer.inputs.findIndex(({ question }) => question === 'inner');
      const asks = tables.outer.rows.some(({ tests }) => tests[about]!.test !== 'any');
      for (let round = 0; round < 3; round++) {
        const known = partly(random, tables);
        const verdict = outer.decide(people.answers(known));
        const set = people.union(people.matching(known));
        same('method', verdict.method, asks ? 'three-valued' : 'exact');
        const reachable = outer.outcomes.filter((_, at) => set & (1 << at));
        expect(verdict.possible).toEqual(expect.arrayContaining(reachable));
        expect(verdict.missing).toEqual(expect.arrayContaining(people.missing(known)));
        // Settled only on what is true of everybody.
        if (verdict.outcome !== null) same('settled', set, 1 << outer.outcomes.indexOf(verdict.outcome));
      }
    });
  }, 3_600_000);
});
