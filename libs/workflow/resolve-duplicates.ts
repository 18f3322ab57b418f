import type { DuplicatesDefinition } from './duplicates.js';
import { listOf, resolveConditions } from './resolve-targets.js';
import type { DuplicatesSource } from './source-duplicates.js';

/** The same, written out. Names that lead nowhere are `checkDuplicates`'s business. */
export function resolveDuplicates({ year, except = [], name, ...rest }: DuplicatesSource): DuplicatesDefinition {
  const next = typeof year === 'object' ? { next: resolveConditions(year.next) } : {};
  return { ...rest, except, name: listOf(name), ...(year !== undefined && { year: next }) };
}
