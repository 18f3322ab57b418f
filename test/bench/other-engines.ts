import { createRequire } from 'node:module';
import { unaryTest } from 'feelin';
import { LogicEngine } from 'json-logic-engine';
import { type Cell, feelOf, type Person, questions, type Row } from './eligibility-table.js';

/** The table in another engine: the outcome of each person's full answers. */
export type Decide = (people: readonly Person[]) => Promise<readonly string[]>;

/** JSON Logic, compiled to a function as that engine does for speed. */
export function jsonLogic(rows: readonly Row[]): Decide {
  const chain = rows.flatMap(({ cells, outcome }): unknown[] => {
    const tests = cells.flatMap((cell, at) => (cell === null ? [] : [logicOf(cell, questions[at] ?? '')]));
    return tests.length === 0 ? [outcome] : [{ and: tests }, outcome];
  });
  const run = new LogicEngine().build({ if: chain } as never) as unknown as (person: Person) => string;
  return async (people) => people.map((person) => run(person));
}

function logicOf(cell: NonNullable<Cell>, question: string): unknown {
  const value = { var: question };
  if ('is' in cell) return { '===': [value, cell.is] };
  return cell.from === undefined ? { '<': [value, cell.below] } : { '>=': [value, cell.from] };
}

/** FEEL cell by cell, as its decision tables do, up to the first row that matches. */
export function feelin(rows: readonly Row[]): Decide {
  const texts = rows.map(({ cells, outcome }) => ({
    outcome,
    tests: cells.flatMap((cell, at): [string, string][] => {
      const text = feelOf(cell);
      return text === null ? [] : [[text, questions[at] ?? '']];
    }),
  }));
  const matches = (person: Person, tests: readonly [string, string][]): boolean =>
    tests.every(([text, question]) => unaryTest(text, { ...person, '?': person[question] }).value === true);
  return async (people) => people.map((person) => texts.find(({ tests }) => matches(person, tests))?.outcome ?? '');
}

interface Zen {
  readonly ZenEngine: new () => {
    createDecision: (content: Buffer) => { evaluate: (context: unknown) => Promise<{ result: { benefit: string } }> };
  };
}
/** The binding for one platform: its package for all of them cannot be locked where not every one is to be had. */
const ZEN = '@gorules/zen-engine-linux-x64-gnu';

/** GoRules ZEN: a decision table node, evaluated natively. Throws where its binding is not installed. */
export function zen(rows: readonly Row[]): Decide {
  const inputs = questions.map((field) => ({ id: field, name: field, field }));
  const rules = rows.map(({ cells, outcome }, at) => ({
    _id: `r${at}`,
    ...Object.fromEntries(cells.map((cell, column) => [questions[column], feelOf(cell) ?? ''])),
    benefit: JSON.stringify(outcome),
  }));
  const table = { hitPolicy: 'first', inputs, outputs: [{ id: 'benefit', name: 'benefit', field: 'benefit' }], rules };
  const node = (id: string, type: string, content?: object): object => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    ...(content && { content }),
  });
  const decision = new (createRequire(import.meta.url)(ZEN) as Zen).ZenEngine().createDecision(
    Buffer.from(
      JSON.stringify({
        nodes: [node('in', 'inputNode'), node('table', 'decisionTableNode', table), node('out', 'outputNode')],
        edges: [
          { id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
          { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' },
        ],
      }),
    ),
  );
  return async (people) => {
    const found: string[] = [];
    for (const person of people) {
      const { result } = await decision.evaluate(person);
      found.push((result as { benefit: string }).benefit);
    }
    return found;
  };
}
