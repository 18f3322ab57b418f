import { at, inProgram } from './problem.js';
import type { GrantDefinition, GrantState, WaitsForGrants } from './program.js';
import { type Surroundings, openBase, resolveLeaves } from './resolve-base.js';
import { listOf, resolveConditions, resolveTargets } from './resolve-targets.js';
import { type Resolving, resolveText } from './resolve-texts.js';
import type { ProgramDocuments, WaitSource } from './source.js';
import type { GrantStateSource } from './source-grants.js';

export function resolveGrants(
  resolving: Resolving,
  { program, labels }: ProgramDocuments,
): Record<string, GrantDefinition> {
  const entries = Object.entries(program.grants ?? {}).map(([id, source]) => {
    const place = inProgram('grants', id);
    const title = resolveText(resolving, `The grant "${id}"`, {
      inline: source.title,
      place: source.title ? at(place, 'title') : place,
      label: labels?.grants?.[id]?.title,
      labelPlace: { document: 'labels.yaml', path: ['grants', id, 'title'] },
    });
    const { places, per, amount, received } = source;
    const sends = listOf(source.send);
    const isClock = received !== undefined && Object.hasOwn(program.clocks ?? {}, received);
    const definition: GrantDefinition = {
      ...{ id, title, places, per },
      ...(amount !== undefined && { amount }),
      ...(sends.length > 0 && { sends }),
      ...(received !== undefined && { received: isClock ? { clock: received } : { fact: received } }),
    };
    return [id, definition] as const;
  });
  return Object.fromEntries(entries);
}

export function resolveGrantState(around: Surroundings, id: string, source: GrantStateSource): GrantState {
  return {
    ...openBase(around, id, source),
    kind: 'grant',
    grant: source.grant,
    ...yearOf(source.year),
    leaves: resolveLeaves(around, id, source.leaves),
  };
}

function yearOf(year: GrantStateSource['year'] = 'this'): Pick<GrantState, 'year' | 'nextWhen'> {
  return typeof year === 'string' ? { year } : { year: 'this', nextWhen: resolveConditions(year.next) };
}

/** Where a case that waits goes when it is its turn, or when the year is over. */
export function resolveTurns({ resolving }: Surroundings, id: string, { grants }: WaitSource): WaitsForGrants {
  if (!grants) return {};
  const place = inProgram('states', id, 'grants');
  const resolved = Object.entries(grants).map(([grant, turns]) => [
    grant,
    Object.fromEntries(
      Object.entries(turns).map(([turn, to]) => [turn, resolveTargets(resolving.report, at(place, grant, turn), to)]),
    ),
  ]);
  return { grants: Object.fromEntries(resolved) as NonNullable<WaitsForGrants['grants']> };
}
