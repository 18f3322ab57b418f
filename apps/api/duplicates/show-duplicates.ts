import { namePeople } from '../../../libs/access/index.js';
import { asStep, findCases, readableCases } from '../../../libs/cases/index.js';
import { type Application, type Duplicate, type Duplicates, findDuplicates } from '../../../libs/duplicates/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findVersion } from '../../../libs/programs/index.js';
import type { DuplicateDto } from './duplicate.dto.js';
import { saySign } from './say-signs.js';

/** In all regions: a household may apply to two of them. What is told of the other one is less then. */
export const lookForDuplicates = (tx: Tx, ids: readonly string[]): Promise<Duplicates> =>
  asStep(tx, () => findDuplicates(tx, ids));

/** Of how many others nobody has said yet whether they are of the same household. */
export const unsaid = (found: readonly Duplicate[] = []): number =>
  found.filter(({ words }) => words.length === 0).length;

/** The others, those that nobody has spoken of first, then by when they came in. */
export async function showDuplicates(tx: Tx, id: string): Promise<DuplicateDto[]> {
  const found = (await lookForDuplicates(tx, [id]))[id] ?? [];
  const others = found.map(({ other }) => other.id);
  // By the policies of who asks: what they do not find here has no number and no names.
  const theirs = await findCases(tx, others);
  const readable = new Set(
    await readableCases(
      tx,
      theirs.map((one) => one.id),
    ),
  );
  const names = await namePeople(tx, [...new Set(found.flatMap(({ words }) => words.map(({ saidBy }) => saidBy)))]);
  const shown: DuplicateDto[] = [];
  for (const { other, signs, words } of found.toSorted(byOrder)) {
    const mayRead = readable.has(other.id);
    shown.push({
      ...{ case: mayRead ? other.id : null, number: mayRead ? other.number : null, channel: other.channel },
      ...{ receivedAt: other.receivedAt.toISOString(), stands: await standsAt(tx, other) },
      signs: signs.map((sign) => ({ sign: sign.sign, sentence: saySign(sign, mayRead) })),
      words: words.map(({ same, note, saidBy, saidAs, at }) => ({
        ...{ same, note: mayRead ? note : null, byName: names[saidBy] ?? null, role: saidAs, at: at.toISOString() },
      })),
    });
  }
  return shown;
}

const byOrder = (a: Duplicate, b: Duplicate): number =>
  Math.min(1, a.words.length) - Math.min(1, b.words.length) ||
  a.other.receivedAt.getTime() - b.other.receivedAt.getTime() ||
  (a.other.id < b.other.id ? -1 : 1);

async function standsAt(tx: Tx, { program, version, state, disposition }: Application): Promise<Text> {
  const found = (await findVersion(tx, program, version))?.program;
  const title = disposition === null ? found?.states[state]?.title : found?.dispositions[disposition];
  return title ?? { en: disposition ?? state, fr: disposition ?? state };
}
