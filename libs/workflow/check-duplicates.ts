import type { DuplicatesDefinition } from './duplicates.js';
import { type Place, type Report, at, inProgram, instead, oneOf } from './problem.js';
import type { Program, Question } from './program.js';

const SIGNS = ['name', 'born', 'phone', 'email', 'address'] as const;
type Sign = (typeof SIGNS)[number];
/** The type of question that says each. */
const SAID_BY: Readonly<Record<Sign, string>> = {
  name: 'text',
  born: 'date',
  phone: 'phone',
  email: 'text',
  address: 'address',
};

/** What tells one household: questions that say it, a clock, and more than one sign. One alone says little of anybody. */
export function checkDuplicates(program: Program, report: Report): void {
  const { duplicates } = program;
  if (!duplicates) return;
  const place = inProgram('duplicates');
  checkClock(program, duplicates, at(place, 'received'), report);
  checkDispositions(program, duplicates, at(place, 'except'), report);
  for (const sign of SIGNS) {
    const named = duplicates[sign];
    const ids = Array.isArray(named) ? (named as readonly string[]) : [named ?? []].flat();
    for (const id of ids) checkQuestion(program.questions, id, SAID_BY[sign], at(place, sign), report);
  }
  if (duplicates.members) checkMembers(program, duplicates.members, at(place, 'members'), report);
  if (SIGNS.filter((sign) => (duplicates[sign] ?? []).length > 0).length > 1) return;
  const message = 'One sign alone does not tell that two applications are of one household.';
  report('too-few-signs', place, message, `Name two or more of ${oneOf(SIGNS)}.`);
}

function checkClock({ clocks }: Program, { received }: DuplicatesDefinition, place: Place, report: Report): void {
  const known = Object.keys(clocks);
  if (known.includes(received)) return;
  const fix = instead(received, known, 'declare it under clocks');
  report('unknown-clock', place, `There is no clock "${received}", from which an application would count.`, fix);
}

function checkDispositions(program: Program, { except }: DuplicatesDefinition, place: Place, report: Report): void {
  const known = Object.keys(program.dispositions);
  except.forEach((id, index) => {
    if (known.includes(id)) return;
    const fix = instead(id, known, 'write an end with that disposition');
    report('unknown-disposition', at(place, index), `No end has the disposition "${id}".`, fix);
  });
}

type Questions = Readonly<Record<string, Pick<Question, 'type'>>>;

function checkQuestion(known: Questions, id: string, type: string, place: Place, report: Report): void {
  if (known[id]?.type === type) return;
  const fitting = Object.keys(known).filter((each) => known[each]?.type === type);
  const fix = instead(id, fitting, `ask one with type: ${type}`);
  if (!known[id]) return report('unknown-question', place, `There is no question "${id}".`, fix);
  report('sign-does-not-fit', place, `The answer of "${id}" (${known[id].type}) is no ${type}.`, fix);
}

function checkMembers(
  program: Program,
  { rows, name, born }: NonNullable<DuplicatesDefinition['members']>,
  place: Place,
  report: Report,
): void {
  checkQuestion(program.questions, rows, 'rows', at(place, 'rows'), report);
  const columns = Object.fromEntries((program.questions[rows]?.columns ?? []).map((one) => [one.id, one]));
  if (name !== undefined) checkColumn(columns, rows, name, 'text', at(place, 'name'), report);
  if (born !== undefined) checkColumn(columns, rows, born, 'date', at(place, 'born'), report);
}

function checkColumn(columns: Questions, rows: string, id: string, type: string, place: Place, report: Report): void {
  if (Object.keys(columns).length === 0 || columns[id]?.type === type) return;
  const fitting = Object.keys(columns).filter((each) => columns[each]?.type === type);
  const message = columns[id]
    ? `The column "${id}" of "${rows}" (${columns[id].type}) is no ${type}.`
    : `"${rows}" has no column "${id}".`;
  const fix = instead(id, fitting, `give it a column with type: ${type}`);
  report(columns[id] ? 'sign-does-not-fit' : 'unknown-column', place, message, fix);
}
