import { namePeople } from '../../../libs/access/index.js';
import { findCases } from '../../../libs/cases/index.js';
import type { Letter } from '../../../libs/letters/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findVersion } from '../../../libs/programs/index.js';
import type { LetterView } from './letters.dto.js';

/** With the words of each letter's own program version, case numbers, and the names of people. */
export async function showLetters(tx: Tx, letters: readonly Letter[]): Promise<LetterView[]> {
  const people = letters.flatMap(({ events }) => events.flatMap(({ person }) => person ?? []));
  const [names, cases] = await Promise.all([
    namePeople(tx, [...new Set(people)]),
    findCases(tx, [...new Set(letters.map(({ caseId }) => caseId))]),
  ]);
  const numbers = new Map(cases.map(({ id, number }) => [id, number]));
  const shown: LetterView[] = [];
  for (const one of letters) {
    const definition = (await findVersion(tx, one.program, one.version))?.program.letters?.[one.letter];
    const { id, letter, language, way, status, reason } = one;
    shown.push({
      ...{ id, letter, language, way, status, reason },
      case: one.caseId,
      number: numbers.get(one.caseId) ?? null,
      title: definition?.title ?? { en: letter, fr: letter },
      kind: definition?.kind ?? 'letter',
      statusAt: one.statusAt.toISOString(),
      at: one.createdAt.toISOString(),
      erasedAt: one.erasedAt?.toISOString() ?? null,
      events: one.events.map(({ person, at, ...event }) => ({
        ...event,
        at: new Date(at).toISOString(),
        byName: person === null ? null : (names[person] ?? person),
      })),
    });
  }
  return shown;
}
