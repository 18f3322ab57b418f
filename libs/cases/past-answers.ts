import pg from 'pg';
import { answerAt, type PastAnswers } from '../eligibility/index.js';
import { copyCodedRows, type Tx, type UnitOfWork, type Who } from '../platform/index.js';
import { findVersion } from '../programs/index.js';
import { type Program, layoutOf } from '../workflow/index.js';
import { type LaidOut, listLayouts } from './recode-answers.js';

/** What was said long ago says little of who calls now, and to count it would take long. */
const newest = 20_000;
/** An answer that nearly everybody gives differently is no help: an amount, a day. */
const mostValues = 500;

/**
 * How often each answer was given in the newest cases of a program, by question and then by the answer; of each version so
 * many. Texts are left out: nobody keeps them for this.
 */
export async function findPastAnswers(tx: Tx, program: string): Promise<PastAnswers> {
  const counts = new Map<string, Map<string, number>>();
  for (const laidOut of await listLayouts(tx)) {
    if (laidOut.program !== program) continue;
    const loaded = await findVersion(tx, program, laidOut.version);
    if (loaded && layoutOf(loaded.program).key === laidOut.layout) await count(tx, laidOut, loaded.program, counts);
  }
  const few = [...counts].filter(([, values]) => values.size <= mostValues);
  return Object.fromEntries(few.map(([question, values]) => [question, Object.fromEntries(values)]));
}

async function count(tx: Tx, { program, version, layout }: LaidOut, document: Program, counts: Counts): Promise<void> {
  const { places, width } = layoutOf(document);
  const ofCode = places.map(() => new Map<number, number>());
  const query = `SELECT case_id, codes FROM case_answers
    WHERE tenant_id = ${pg.escapeLiteral(tx.who.tenant)} AND program_id = ${pg.escapeLiteral(program)}
      AND version = ${Number(version)} AND layout = ${Number(layout)} ORDER BY case_id DESC LIMIT ${newest}`;
  await copyCodedRows(tx, query, { width, atOnce: newest }, ({ codes, count: rows }) => {
    for (const [index, { at }] of places.entries()) {
      const known = ofCode[index]!;
      for (let row = 0; row < rows; row++) {
        const code = codes[row * width + at]!;
        known.set(code, (known.get(code) ?? 0) + 1);
      }
    }
  });
  for (const [index, place] of places.entries()) {
    const ofQuestion = counts.get(place.question) ?? new Map<string, number>();
    for (const [code, cases] of ofCode[index]!) {
      const value = answerAt(place, code);
      if (value !== undefined) ofQuestion.set(String(value), (ofQuestion.get(String(value)) ?? 0) + cases);
    }
    if (ofQuestion.size > 0) counts.set(place.question, ofQuestion);
  }
}
type Counts = Map<string, Map<string, number>>;

/**
 * What this process has counted last. It says which question comes first and never what is decided: that another process
 * counted an hour earlier does no harm, and no request waits for it.
 */
const counted = new Map<string, PastAnswers>();
const keyOf = (tenant: string, program: string): string => JSON.stringify([tenant, program]);

export function pastAnswers(tx: Tx, program: string): PastAnswers | undefined {
  return counted.get(keyOf(tx.who.tenant, program));
}

/** Counts anew for every program of the tenant that has cases. */
export async function countPastAnswers(work: UnitOfWork, tenant: string): Promise<void> {
  const who: Who = { tenant, person: null, role: 'clock', agency: null };
  const layouts = await work.run(who, (tx) => listLayouts(tx));
  for (const program of new Set(layouts.map((laidOut) => laidOut.program))) {
    const past = await work.run(who, (tx) => findPastAnswers(tx, program));
    const key = keyOf(tenant, program);
    // The same counts stay the same object: what was worked out by them stays too.
    if (JSON.stringify(counted.get(key)) !== JSON.stringify(past)) counted.set(key, past);
  }
}

/** For tests that use several databases in one process. */
export function forgetPastAnswers(): void {
  counted.clear();
}
