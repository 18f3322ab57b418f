import { tableProblem } from './compile-decisions.js';
import { type Place, type Problem, type Report, at, inProgram } from './problem.js';
import type { DecisionDefinition, Field, Program } from './program.js';

const isRows = ({ questions }: Program, id: string): boolean =>
  Object.hasOwn(questions, id) && questions[id]?.type === 'rows';

/** A table has one value in each column: it reads what is counted or summed over rows, never the rows. */
export function checkReadsNoRows(program: Program, decision: DecisionDefinition): readonly Problem[] {
  if (decision.kind === 'answer') return [];
  const read = decision.table.inputs.filter(({ question }) => isRows(program, question));
  return read.map(({ question, line, label }) =>
    tableProblem(program, decision.id, {
      code: 'table-reads-rows',
      message: `The table reads "${question}", which is a list of rows and no single value.`,
      instead: insteadOf(program, question),
      ...(line !== undefined && { line }),
      ...(label && { column: label.en }),
    }),
  );
}

function insteadOf(program: Program, rows: string): string {
  const computed = Object.values(program.questions).filter((question) => question.computed?.from === rows);
  const named = computed.map(({ id }) => `"${id}"`);
  if (named.length > 0) return `Read ${named.join(' or ')}, which is worked out from it.`;
  return `Write a question {type: integer, from: ${rows}, compute: count, for: [decide]} and read that.`;
}

/** An event carries words: rows are asked in a state. */
export function checkEventsCarryNoRows(program: Program, report: Report): void {
  const check = (fields: Readonly<Record<string, Field>>, place: Place) => {
    for (const [name, { type }] of Object.entries(fields)) {
      if (type !== 'question' || !isRows(program, name)) continue;
      const message = `"${name}" is a list of rows, which nobody can fill in with an event.`;
      report('event-carries-rows', at(place, 'fields', name), message, `Ask it in a state: questions: [${name}].`);
    }
  };
  for (const state of Object.values(program.states)) {
    if (state.kind !== 'wait') continue;
    for (const event of Object.values(state.events)) {
      check(event.fields, inProgram('states', state.id, 'events', event.id));
    }
  }
  for (const { id, fields } of Object.values(program.interrupts)) check(fields, inProgram('interrupts', id));
}
