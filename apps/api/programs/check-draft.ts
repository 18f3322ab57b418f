import { findServices } from '../../../libs/agencies/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { type CheckedSources, type DraftHead, type FileProblem, findVersion } from '../../../libs/programs/index.js';
import { changedSafety, type Program } from '../../../libs/workflow/index.js';

/**
 * What the files alone cannot tell of a draft: whether its routes lead to services that this tenant has, and whether it keeps
 * what the version that it takes the place of asks and does about safety. A route to nobody would pass a caller over.
 */
export async function checkDraft(tx: Tx, draft: DraftHead, found: CheckedSources): Promise<CheckedSources> {
  const { program } = found;
  if (!program) return found;
  const base = await findVersion(tx, draft.program, draft.base);
  const safety = base ? changedSafety(base.program, program) : [];
  const faults = [
    ...(await unknownServices(tx, program)),
    ...safety.flatMap((change) => (change.kind === 'gone' ? [safetyGone(change.about)] : [])),
  ];
  const warnings = [
    ...found.warnings,
    ...safety.flatMap((change) => (change.kind === 'changed' ? [safetyChanged(change.about)] : [])),
  ];
  return faults.length > 0 ? { program: null, decisions: {}, faults, warnings } : { ...found, warnings };
}

async function unknownServices(tx: Tx, program: Program): Promise<readonly FileProblem[]> {
  const named = Object.values(program.routes).flatMap(({ id, targets }) =>
    targets.flatMap((target) => ('service' in target ? [{ route: id, service: target.service }] : [])),
  );
  const services = await findServices(tx, [...new Set(named.map(({ service }) => service))]);
  const known = new Set(services.map(({ id }) => id));
  return named
    .filter(({ service }) => !known.has(service))
    .map(({ route, service }) => ({
      ...({ file: 'routes.yaml', line: 1, column: 1, code: 'service-is-unknown' } as const),
      message: `The route "${route}" names the service "${service}", which the directory does not have: callers would be passed over.`,
      instead: 'Name a service of the directory, or have it added there first.',
      text: service,
    }));
}

const inProgram = { file: 'program.yaml', line: 1, column: 1 } as const;

const safetyGone = (about: string): FileProblem => ({
  ...inProgram,
  code: 'safety-is-gone',
  message: `The program decided “${about}” about safety, and does so no more.`,
  instead: 'Keep the decision about safety and the state that asks for it.',
});

const safetyChanged = (about: string): FileProblem => ({
  ...inProgram,
  code: 'safety-is-changed',
  message: `“${about}”, which is about safety, is not as it was. Whoever approves this must have read it.`,
  instead: 'Read what changes line by line; nothing needs to be done if it is meant.',
});
