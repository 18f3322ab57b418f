import type { Decision } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import { compileDecisions, type Program } from '../workflow/index.js';

/** One version of a program, ready to run. It never changes: hold it as long as you like. */
export interface LoadedProgram {
  readonly program: Program;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly version: number;
  readonly sha256: string;
}

/** The version that new cases get; null when the program is not loaded in this tenant. One round trip. */
export async function findActiveVersion(tx: Tx, program: string): Promise<LoadedProgram | null> {
  const [head] = await tx.sql<Head>(
    'programs.find-active-version',
    `SELECT version, sha256 FROM program_versions WHERE tenant_id = $1 AND program_id = $2 AND active`,
    [tx.who.tenant, program],
  );
  return head ? findHead(tx, program, head) : null;
}

/** The version that new cases get, as it was found. No round trip when this process knows it. */
export async function findHead(tx: Tx, program: string, head: Head): Promise<LoadedProgram | null> {
  const known = cache.get(keyOf(tx, program, head.version));
  return known?.sha256 === head.sha256 ? known : read(tx, program, head.version);
}

/** A version by its number: what a case was pinned to when it was opened. No round trip when this process knows it. */
export async function findVersion(tx: Tx, program: string, version: number): Promise<LoadedProgram | null> {
  return cache.get(keyOf(tx, program, version)) ?? read(tx, program, version);
}

/** Which version of a program new cases get. */
export interface Head {
  readonly version: number;
  readonly sha256: string;
}

/**
 * What this process has compiled. Versions are immutable, so an entry can never be wrong; the tenant is part of the
 * key, so nobody is handed another tenant's program. The oldest entries go first.
 */
const cache = new Map<string, LoadedProgram>();
const most = 256;

function keyOf(tx: Tx, program: string, version: number): string {
  return JSON.stringify([tx.who.tenant, program, version]);
}

/** Forgets every compiled program. For tests that use several databases in one process. */
export function forgetVersions(): void {
  cache.clear();
}

async function read(tx: Tx, program: string, version: number): Promise<LoadedProgram | null> {
  // A row that this very transaction wrote may still be rolled back, and its number given to another document.
  const [row] = await tx.sql<Head & { document: Program; committed: boolean }>(
    'programs.read-version',
    `SELECT version, sha256, document,
       xmin IS DISTINCT FROM pg_current_xact_id_if_assigned()::xid AS committed
     FROM program_versions WHERE tenant_id = $1 AND program_id = $2 AND version = $3`,
    [tx.who.tenant, program, version],
  );
  if (!row) return null;
  const decisions = compileDecisions(row.document);
  if (!decisions.ok) {
    const reasons = decisions.problems.map((problem) => `${problem.message} ${problem.instead}`).join(' ');
    throw new Error(`Version ${version} of program ${program} can no longer be read: ${reasons}`);
  }
  const loaded = { program: row.document, decisions: decisions.decisions, version, sha256: row.sha256 };
  if (row.committed) keep(keyOf(tx, program, version), loaded);
  return loaded;
}

function keep(key: string, loaded: LoadedProgram): void {
  const [oldest] = cache.keys();
  if (cache.size >= most && oldest !== undefined) cache.delete(oldest);
  cache.set(key, loaded);
}
