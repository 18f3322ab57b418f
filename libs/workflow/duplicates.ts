import type { Answers } from '../eligibility/index.js';
import type { CaseState } from './case-state.js';
import type { Condition } from './condition.js';
import { yearOf } from './grants.js';
import { type RunnableProgram, holds } from './walk.js';

/** What tells that two applications may be of one household. Nothing is merged or refused by it: people look. */
export interface DuplicatesDefinition {
  /** From this clock on an application counts, whatever has become of it. */
  readonly received: string;
  /** Only applications for the same calendar year are compared; left out: all. The next year's while `next` holds. */
  readonly year?: { readonly next?: readonly Condition[] };
  /** Dispositions with which an application counts no more. */
  readonly except: readonly string[];
  /** Questions whose answers together are the applicant's name. */
  readonly name: readonly string[];
  readonly born?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  /** Who else belongs to the household: a question of rows, and its columns. */
  readonly members?: { readonly rows: string; readonly name?: string; readonly born?: string };
}

/** The questions that tell who somebody is, each once. */
export function questionsThatTell({
  name,
  born,
  phone,
  email,
  address,
  members,
}: DuplicatesDefinition): readonly string[] {
  return [...new Set([...name, ...[born, phone, email, address, members?.rows].flatMap((one) => one ?? [])])];
}

/** Since when a case counts as an application that was made; null as long as it was not sent, or counts no more. */
export function countsSince({ program }: RunnableProgram, { clocks, ended }: CaseState): string | null {
  const { duplicates } = program;
  if (!duplicates || (ended && duplicates.except.includes(ended.disposition))) return null;
  return clocks[duplicates.received] ?? null;
}

/** The calendar year that it is for, by when it was received or, until then, by `now`; 0 where years don't matter. */
export function yearAppliedFor(run: RunnableProgram, state: CaseState, answers: Answers, now: string): number {
  const { duplicates } = run.program;
  if (!duplicates?.year) return 0;
  const { next } = duplicates.year;
  const isNext = next !== undefined && holds(run, state, answers, next);
  return yearOf(state.clocks[duplicates.received] ?? now, run.zone) + (isNext ? 1 : 0);
}
