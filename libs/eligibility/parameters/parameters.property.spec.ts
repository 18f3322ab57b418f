import { describe, expect, it } from '@jest/globals';
import { checkDecision, compileDecision, fastReader, type Decision, type Make } from '../index.js';
import { AllPeople, notAsked, refused, type Known } from '../testing/all-people.js';
import { datedTable, type DatedTable } from '../testing/dated-tables.js';
import { Seeded } from '../testing/small-tables.js';
import { judgeIn } from '../testing/worlds.js';

const deep = process.env['DEEP'] !== undefined;
const mostPeople = 400;
const make: Make = (parameters, body) => new Function(...parameters, body) as ReturnType<Make>;

function compiled({ table, domains, parameters, date }: DatedTable): Decision {
  const result = compileDecision(table, domains, { parameters, date });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

function forTables(count: number, check: (random: Seeded, dated: DatedTable, decision: Decision) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    const random = new Seeded(seed * 104_729);
    const dated = datedTable(random);
    // Everybody is tried, and with many declined answers everybody against everybody.
    if (dated.values.reduce((product, { length }) => product * length, 1) > mostPeople) continue;
    try {
      check(random, dated, compiled(dated));
    } catch (error) {
      throw new Error(`seed ${seed}: ${JSON.stringify([dated.table, dated.parameters]).slice(0, 3_000)}`, {
        cause: error,
      });
    }
  }
}

const peopleOf = (dated: DatedTable, { outcomes }: Decision): AllPeople =>
  new AllPeople(dated, outcomes, (values) => judgeIn({ ...dated, decisions: new Map() }, dated.table, values));

const partly = (random: Seeded, { values }: DatedTable): Known[] =>
  values.map((all) => {
    const chance = random.upTo(5);
    return chance < 2 ? notAsked : chance === 2 ? refused : random.upTo(all.length);
  }, 3_600_000);

/** Fails quickly, without the work of `expect` for what is as it should be. */
function same(what: string, found: unknown, wanted: unknown): void {
  if (String(found) !== String(wanted)) expect([what, found]).toEqual([what, wanted]);
}

describe('random tables with parameters, against looking every constant up for every person', () => {
  it('decide exactly, and name the row as it is written and the day that counted', () => {
    forTables(deep ? 3_000 : 60, (random, dated, decision) => {
      const people = peopleOf(dated, decision);
      for (let round = 0; round < 3; round++) {
        const known = partly(random, dated);
        const answers = people.answers(known);
        const verdict = decision.decide(answers);
        const matching = people.matching(known);
        const set = people.union(matching);
        same('method', verdict.method, 'exact');
        same(
          'possible',
          verdict.possible,
          decision.outcomes.filter((_, at) => set & (1 << at)),
        );
        same('missing', [...verdict.missing].sort(), people.missing(known).sort());
        same('declined', [...verdict.declined].sort(), people.declined(known).sort());
        const rows = new Set(matching.map((person) => String(people.rows[person])));
        const [row = ''] = rows;
        const isOne = verdict.outcome !== null && rows.size === 1 && /^\d+$/.test(row);
        same('row', verdict.because?.row ?? null, isOne ? Number(row) + 1 : null);
        const day = dated.values[dated.questions.indexOf(dated.date)]![known[dated.questions.indexOf(dated.date)]!];
        const counted = decision.date !== undefined && verdict.because?.read.includes(dated.date);
        same('date', verdict.because?.date, counted ? String(day).slice(0, 10) : undefined);
      }
    });
  }, 3_600_000);

  it('are read alike by generated code and by row sets', () => {
    forTables(deep ? 1_000 : 25, (random, dated, decision) => {
      const people = peopleOf(dated, decision);
      for (const reader of [fastReader(decision)!, fastReader(decision, make)!]) {
        for (let round = 0; round < 4; round++) {
          const person = random.upTo(people.count);
          same('full', reader.full(Object.fromEntries(people.valuesOf(person))), people.sets[person]);
          const known = partly(random, dated).map((place) => (place === refused ? notAsked : place));
          const partial = Object.fromEntries(
            dated.questions.flatMap((id, at) => (known[at]! < 0 ? [] : [[id, dated.values[at]![known[at]!]]])),
          );
          const set = people.union(people.matching(known));
          same('exact', reader.exact(partial), set);
          same('three-valued', reader.threeValued(partial) & set, set);
        }
      }
    });
  }, 3_600_000);

  it('have exactly the gaps, contradictions, dead rows and people without a value that are found', () => {
    forTables(deep ? 1_000 : 25, (_random, dated, decision) => {
      const people = peopleOf(dated, decision);
      const found = checkDecision(decision);
      const of = (code: string) => found.filter((finding) => finding.code === code);
      const judged = Array.from({ length: people.count }, (_, person) => people.valuesOf(person));
      same('could not prove', of('could-not-prove').length, 0);
      const some = 2 ** decision.outcomes.length - 1;
      same(
        'overlap',
        of('overlap').length > 0,
        people.sets.some((set) => (set & some & ((set & some) - 1)) !== 0),
      );
      const alive = new Set(people.rows.flat());
      const dead = dated.table.rows.flatMap((_, row) => (alive.has(row) ? [] : [row + 1]));
      same(
        'dead',
        of('row-never-fires').map(({ row }) => row),
        dead,
      );
      const gaps = judged.filter((_, person) => people.sets[person]! > some);
      same('gap or unknown', of('gap').length + of('parameter-is-not-known').length > 0, gaps.length > 0);
      for (const { code, example } of [...of('gap'), ...of('overlap'), ...of('parameter-is-not-known')]) {
        const answers = Object.fromEntries(Object.entries(example!).map(([id, value]) => [id, { value }]));
        const verdict = decision.decide(answers);
        same(code, [verdict.status, verdict.missing.length], ['undetermined', 0]);
      }
    });
  }, 3_600_000);
});
