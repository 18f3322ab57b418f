import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compileDecision,
  readDecisionTables,
  writeDmn,
  type Answer,
  type Answers,
  type Decision,
  type DecisionTable,
  type Value,
} from '../index.js';
import { dmn } from '../testing/dmn.js';
import { feelCells, feelDomains, feelValues, type Person, type Said } from '../testing/feel-cells.js';

const numRuns = process.env['DEEP'] ? 2_000 : 40;
const outcomes = ['red', 'amber', 'green'];
const anything: Said = { feel: '-', means: () => true };

interface Case {
  readonly inputs: readonly string[];
  readonly rows: readonly { readonly cells: readonly Said[]; readonly outcome: string }[];
  readonly answers: Answers;
}

const column = fc.constantFrom(...Object.keys(feelCells));
const randomCase: fc.Arbitrary<Case> = fc.uniqueArray(column, { minLength: 1, maxLength: 3 }).chain((inputs) =>
  fc.record({
    inputs: fc.constant(inputs),
    rows: fc.array(
      fc.record({
        cells: fc.tuple(...inputs.map((input) => fc.constantFrom(anything, ...feelCells[input]!))),
        outcome: fc.constantFrom(...outcomes),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    answers: fc
      .tuple(...[...feelValues].map(([id, values]) => answerTo(id, values)))
      .map((all) => Object.fromEntries(all.flatMap(([id, answer]) => (answer ? [[id, answer]] : [])))),
  }),
);

function answerTo(id: string, values: readonly Value[]): fc.Arbitrary<[string, Answer | null]> {
  const known = fc.constantFrom(...values).map((value) => ({ value }));
  return fc
    .oneof({ weight: 3, arbitrary: known }, fc.constant({ declined: true } as const), fc.constant(null))
    .map((answer): [string, Answer | null] => [id, answer]);
}

async function tableOf({ inputs, rows }: Case): Promise<DecisionTable> {
  const written = rows.map(({ cells, outcome }) => [...cells.map(({ feel }) => feel), `"${outcome}"`]);
  const xml = dmn({ inputs, output: { words: '"red", "amber", "green"' }, rows: written });
  const read = await readDecisionTables(xml, { file: 't.dmn', version: 'v' });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.tables[0]!;
}

function compiled(table: DecisionTable): Decision {
  const result = compileDecision(table, feelDomains);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.decision;
}

/** Everybody who may be meant, over the questions that the decision reads. */
function everyone(reads: readonly string[], answers: Answers): Person[] {
  return reads.reduce<Person[]>(
    (people, id) => {
      const answer = answers[id];
      const values = answer && 'value' in answer ? [answer.value] : feelValues.get(id)!;
      return people.flatMap((person) => values.map((value) => ({ ...person, [id]: value })));
    },
    [{}],
  );
}

const outcomeOf = ({ rows }: Case, person: Person): string | null =>
  rows.find(({ cells }) => cells.every(({ means }) => means(person)))?.outcome ?? null;

describe('cells of FEEL, against trying everybody', () => {
  it('reach every outcome that somebody gets; where they say exact, no other', async () => {
    const methods = new Set<string>();
    await fc.assert(
      fc.asyncProperty(randomCase, async (one) => {
        const decision = compiled(await tableOf(one));
        const verdict = decision.decide(one.answers);
        const people = everyone(decision.reads, one.answers);
        const truth = new Set(people.map((person) => outcomeOf(one, person)));
        methods.add(verdict.method);
        const reached = outcomes.filter((outcome) => truth.has(outcome));
        expect(verdict.possible).toEqual(expect.arrayContaining(reached));
        if (verdict.status === 'settled') expect([...truth]).toEqual([verdict.outcome]);
        if (decision.method === 'exact' && !decision.reads.some((id) => ['owed', 'town', 'born'].includes(id))) {
          expect(verdict.possible).toEqual(reached);
        }
        if (people.length === 1) expect(verdict.outcome).toBe([...truth][0]);
      }),
      { numRuns },
    );
    expect([...methods].sort()).toEqual(['exact', 'three-valued']);
  });

  it('ask every question that tells two people apart', async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, async (one) => {
        const decision = compiled(await tableOf(one));
        const verdict = decision.decide(one.answers);
        const open = decision.reads.filter((id) => !Object.hasOwn(one.answers, id));
        const matters = open.filter((id) =>
          everyone(decision.reads, one.answers).some((person) =>
            feelValues.get(id)!.some((value) => outcomeOf(one, { ...person, [id]: value }) !== outcomeOf(one, person)),
          ),
        );
        const declined = decision.reads.some((id) => 'declined' in (one.answers[id] ?? {}));
        // With something declined, an answer may tell two people apart and not what the verdict can say.
        if (!declined) expect(verdict.missing).toEqual(expect.arrayContaining(matters));
      }),
      { numRuns },
    );
  });

  it('flip what they say, and are the same after export and after storing', async () => {
    await fc.assert(
      fc.asyncProperty(randomCase, async (one) => {
        const table = await tableOf(one);
        const verdict = compiled(table).decide(one.answers);
        for (const { question, to, outcome } of verdict.flips) {
          if (to === null) continue;
          expect(compiled(table).decide({ ...one.answers, [question]: { value: to } }).outcome).toBe(outcome);
        }
        const stored = JSON.parse(JSON.stringify(table)) as DecisionTable;
        expect(compiled(stored).decide(one.answers)).toEqual(verdict);
        const xml = writeDmn([table], { name: 'n', namespace: 'urn:n' });
        const again = await readDecisionTables(xml, { file: 't.dmn', version: 'v' });
        if (!again.ok) throw new Error(JSON.stringify(again.problems));
        expect(compiled(again.tables[0]!).decide(one.answers)).toEqual(verdict);
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    );
  });
});
