import { type LiveDispatch, findLineEvents } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { type Program, lineEvents, lineMark } from '../../../libs/workflow/index.js';

/** The dispatches whose line broke, with nobody on it since: by what the program of each says of what happened in it. */
export async function linesLost(
  tx: Tx,
  rows: readonly LiveDispatch[],
  programOf: (row: LiveDispatch) => Program | undefined,
): Promise<ReadonlySet<string>> {
  const marked = rows.flatMap((row) => {
    const program = programOf(row);
    return program ? [{ id: row.id, program }] : [];
  });
  const names = new Set([...new Set(marked.map(({ program }) => program))].flatMap(lineEvents));
  const happened = await findLineEvents(
    tx,
    marked.map(({ id }) => id),
    [...names],
  );
  const isLost = ({ id, program }: (typeof marked)[number]): boolean => {
    const marks = happened.flatMap(({ caseId, state, event }) =>
      caseId === id ? (lineMark(program, state, event) ?? []) : [],
    );
    return marks[0] === 'lost';
  };
  return new Set(marked.filter(isLost).map(({ id }) => id));
}
