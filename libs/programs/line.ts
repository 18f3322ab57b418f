import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import type { Head } from './find-version.js';
import { dialledDigits } from './phone-number.js';

/** When a line is answered: all the time, or local spans (`09:00-17:00`) per weekday; weekdays left out are closed. */
export type LineHours = '24/7' | (LineWeek & { readonly holidays: 'closed' | 'same' | readonly string[] });
type LineWeek = {
  readonly [
    Day in 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
  ]?: readonly string[];
};

/** A number that people dial, and what answers there. */
export interface Line {
  readonly id: string;
  readonly number: string;
  readonly program: string;
  readonly title: Text;
  readonly greeting: Text;
  /** What our own people speak on it; anything else goes through an interpreter. */
  readonly languages: readonly string[];
  readonly hours: LineHours;
  readonly timeZone: string;
  /** Id of the holiday calendar that `hours` refers to. */
  readonly holidays: string;
  /** The region that answers it; null: the whole tenant. */
  readonly region: string | null;
  readonly verify: string | null;
}

export interface LineView extends Line {
  /** False: a directory line. Its program is not loaded here, so it is a number to give or dial, and opens no case. */
  readonly loaded: boolean;
}

/** Brings the lines to what the configuration says; a line that is no longer named is retired. */
export async function seedLines(tx: Tx, lines: readonly Line[]): Promise<void> {
  const rows = lines.map((line, position) => ({
    ...line,
    digits: digitsOf(line),
    program_id: line.program,
    time_zone: line.timeZone,
    position,
  }));
  // All of them first: two lines may exchange their numbers.
  await tx.sql('programs.retire-lines', 'UPDATE lines SET retired = true WHERE tenant_id = $1', [tx.who.tenant]);
  await tx.sql(
    'programs.seed-lines',
    `INSERT INTO lines (tenant_id, id, number, digits, program_id, position, title, greeting, languages, hours, holidays,
       time_zone, region, verify)
     SELECT $1, id, number, digits, program_id, position, title, greeting, languages, hours, holidays, time_zone, region, verify
     FROM jsonb_to_recordset($2::jsonb) AS line(id text, number text, digits text, program_id text, position integer,
       title jsonb, greeting jsonb, languages text[], hours jsonb, holidays text, time_zone text, region text, verify text)
     ORDER BY id
     ON CONFLICT (tenant_id, id) DO UPDATE SET number = excluded.number, digits = excluded.digits,
       program_id = excluded.program_id, position = excluded.position, title = excluded.title,
       greeting = excluded.greeting, languages = excluded.languages, hours = excluded.hours,
       holidays = excluded.holidays, time_zone = excluded.time_zone, region = excluded.region, verify = excluded.verify, retired = false`,
    [tx.who.tenant, JSON.stringify(rows)],
  );
}

/** The line with this id, or on which this number was dialled, however it is written. */
export async function findLine(tx: Tx, idOrNumber: string): Promise<LineView | null> {
  const [row] = await tx.sql<LineRow>(
    'programs.find-line',
    `${selectLines} AND (l.id = $2 OR l.digits = $3) ORDER BY (l.id = $2) DESC LIMIT 1`,
    [tx.who.tenant, idOrNumber, dialledDigits(idOrNumber)],
  );
  return row ? toLine(row) : null;
}

/** The line of a program: where to send somebody whose program is another. The first in the tenant's order. */
export async function findLineOfProgram(tx: Tx, program: string): Promise<LineView | null> {
  const [row] = await tx.sql<LineRow>(
    'programs.find-line-of-program',
    `${selectLines} AND l.program_id = $2 ORDER BY l.position LIMIT 1`,
    [tx.who.tenant, program],
  );
  return row ? toLine(row) : null;
}

/** The line that this names, by its id, its number, or else its program. */
export async function findLineNamed(tx: Tx, name: string): Promise<LineView | null> {
  const [row] = await tx.sql<LineRow>('programs.find-line-named', named(selectLines), [
    tx.who.tenant,
    name,
    dialledDigits(name),
  ]);
  return row ? toLine(row) : null;
}

/** The same, and which version of its program new cases get; null: none is loaded. One round trip, and no program is read. */
export async function findLineAndHead(tx: Tx, name: string): Promise<{ line: LineView; head: Head | null } | null> {
  const [row] = await tx.sql<LineRow & { head: Head | null }>(
    'programs.find-line-and-head',
    `SELECT l.*, (SELECT jsonb_build_object('version', v.version, 'sha256', v.sha256) FROM program_versions v
       WHERE v.tenant_id = $1 AND v.program_id = l.program_id AND v.active) AS head
     FROM (${named(shownLines('true'))}) l`,
    [tx.who.tenant, name, dialledDigits(name)],
  );
  if (!row) return null;
  const { head, ...line } = row;
  return { line: toLine({ ...line, loaded: head !== null }), head };
}

/** All lines of the tenant, in the order of its configuration. */
export async function listLines(tx: Tx): Promise<readonly LineView[]> {
  const rows = await tx.sql<LineRow>('programs.list-lines', `${selectLines} ORDER BY l.position`, [tx.who.tenant]);
  return rows.map(toLine);
}

/** By which channels a program says itself where those begin who come that way, by program. */
export async function listWaysIn(tx: Tx): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await tx.sql<{ program: string; starts: Readonly<Record<string, string>> }>(
    'programs.list-ways-in',
    `SELECT program_id AS program, document->'starts' AS starts FROM program_versions
     WHERE tenant_id = $1 AND active AND document->'starts' IS NOT NULL`,
    [tx.who.tenant],
  );
  return Object.fromEntries(rows.map(({ program, starts }) => [program, Object.keys(starts)]));
}

/** What these lines are called, by id, those that are retired too. */
export async function nameLines(tx: Tx, ids: readonly string[]): Promise<Readonly<Record<string, Text>>> {
  if (ids.length === 0) return {};
  const rows = await tx.sql<{ id: string; title: Text }>(
    'programs.name-lines',
    'SELECT id, title FROM lines WHERE tenant_id = $1 AND id = ANY ($2)',
    [tx.who.tenant, ids],
  );
  return Object.fromEntries(rows.map(({ id, title }) => [id, title]));
}

const shownLines = (loaded: string): string => `
  SELECT l.id, l.number, l.program_id, l.title, l.greeting, l.languages, l.hours, l.holidays, l.time_zone, l.region, l.verify,
    ${loaded} AS loaded
  FROM lines l WHERE l.tenant_id = $1 AND NOT l.retired`;

const selectLines = shownLines(`EXISTS (SELECT FROM program_versions v
      WHERE v.tenant_id = l.tenant_id AND v.program_id = l.program_id AND v.active)`);

/** By id, by number, or else by program. */
const named = (lines: string): string => `${lines} AND (l.id = $2 OR l.digits = $3 OR l.program_id = $2)
     ORDER BY (l.id = $2) DESC, (l.digits = $3) DESC NULLS LAST, l.position LIMIT 1`;

interface LineRow {
  readonly id: string;
  readonly number: string;
  readonly program_id: string;
  readonly title: Text;
  readonly greeting: Text;
  readonly languages: readonly string[];
  readonly hours: LineHours;
  readonly holidays: string;
  readonly time_zone: string;
  readonly region: string | null;
  readonly verify: string | null;
  readonly loaded: boolean;
}

function toLine({ program_id, time_zone, ...row }: LineRow): LineView {
  return { ...row, program: program_id, timeZone: time_zone };
}

function digitsOf(line: Line): string {
  const digits = dialledDigits(line.number);
  if (digits === null) {
    throw new Error(`Line "${line.id}": "${line.number}" is not a phone number. Write it like 1-866-925-5454.`);
  }
  return digits;
}
