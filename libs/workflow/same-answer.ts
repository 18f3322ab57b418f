import type { Answer, Row } from '../eligibility/index.js';
import { rowsIn } from './aggregate.js';
import type { Question } from './program.js';

/** Whether two answers say the same. Rows come back from where they are kept with their columns in another order. */
export function sameAnswer(a: Answer | undefined, b: Answer | null): boolean {
  return JSON.stringify(a ?? null, byName) === JSON.stringify(b, byName);
}

function byName(_key: string, part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rows with their columns in the order of the question: what was sent is kept as it is read. Others stay as they are. */
export function inOrder(question: Question | undefined, answer: Answer): Answer {
  const { columns } = question ?? {};
  if (!columns || !('value' in answer) || !Array.isArray(answer.value)) return answer;
  const rows = rowsIn(answer.value);
  if (rows.length < answer.value.length) return answer;
  const names = columns.map(({ id }) => id);
  const placed = (row: Row): Row => {
    const known = names.flatMap((name) => (Object.hasOwn(row, name) ? [[name, row[name]!] as const] : []));
    return Object.fromEntries([...known, ...Object.entries(row).filter(([name]) => !names.includes(name))]);
  };
  return { value: rows.map(placed) };
}
