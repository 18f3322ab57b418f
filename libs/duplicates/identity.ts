import type { Answer, Answers } from '../eligibility/index.js';
import type { DuplicatesDefinition } from '../workflow/index.js';
import { SIMILAR, likeness } from './likeness.js';
import { plainAddresses, plainEmail, plainName, plainPhone, wordsOf } from './plain.js';

/** Somebody of a household. */
export interface Person {
  /** As it was written, and as it is compared. Empty: not said. */
  readonly name: string;
  readonly plain: string;
  /** A local date, or null. */
  readonly born: string | null;
}

/** Who applied, as far as the program asks for it. */
export interface Identity {
  readonly applicant: Person;
  /** Words of the family name. */
  readonly family: readonly string[];
  readonly phone: string | null;
  readonly email: string | null;
  /** The ways in which the address may have been written. */
  readonly addresses: readonly string[];
  /** Everybody else in the household. */
  readonly members: readonly Person[];
}

const PARTICLES = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'da', 'di', 'el', 'al', 'van', 'von', 'st', 'ste']);

const valueOf = (answer: Answer | undefined) => (answer && 'value' in answer ? answer.value : null);
const textOf = (answers: Answers, id: string | undefined): string => {
  const value = id === undefined ? null : valueOf(answers[id]);
  return typeof value === 'string' ? value.trim() : '';
};

/** Reads who applied out of the answers. Pure. */
export function identityOf(definition: DuplicatesDefinition, answers: Answers): Identity {
  const { name, born, phone, email, address } = definition;
  const parts = name.map((id) => textOf(answers, id)).filter((part) => part !== '');
  const said = personOf(parts.join(' '), textOf(answers, born));
  const everybody = membersOf(definition, answers);
  // The applicant is often a line of the household, too.
  const own = everybody.find((one) => isLine(one, said));
  const familyWords = parts.length > 1 ? wordsOf(parts.at(-1) ?? '') : wordsOf(parts[0] ?? '').slice(1);
  return {
    applicant: { ...said, born: said.born ?? own?.born ?? null },
    family: familyWords.filter((word) => word.length > 1 && !PARTICLES.has(word)),
    phone: plainPhone(textOf(answers, phone)),
    email: plainEmail(textOf(answers, email)),
    addresses: plainAddresses(textOf(answers, address)),
    members: everybody.filter((one) => one !== own),
  };
}

const personOf = (name: string, born: string): Person => ({ name, plain: plainName(name), born: born || null });

function membersOf({ members }: DuplicatesDefinition, answers: Answers): readonly Person[] {
  const rows = members ? valueOf(answers[members.rows]) : null;
  if (!members || !Array.isArray(rows)) return [];
  const cell = (row: object, column: string | undefined) => {
    const value = column === undefined ? '' : (row as Readonly<Record<string, unknown>>)[column];
    return typeof value === 'string' ? value.trim() : '';
  };
  return rows
    .filter((row) => typeof row === 'object')
    .map((row) => personOf(cell(row, members.name), cell(row, members.born)))
    .filter(({ plain, born }) => plain !== '' || born !== null);
}

/** Whether a line of the household is the applicant: by name, in full or the given name alone; never against a known birthday. */
function isLine(line: Person, applicant: Person): boolean {
  if (line.plain === '' || applicant.plain === '') return false;
  if (line.born !== null && applicant.born !== null && line.born !== applicant.born) return false;
  const words = applicant.plain.split(' ');
  return (
    line.plain.split(' ').every((word) => words.includes(word)) || likeness(line.plain, applicant.plain) >= SIMILAR
  );
}
