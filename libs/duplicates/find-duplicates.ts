import { answersOfCases } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import { questionsThatTell } from '../workflow/index.js';
import { type Application, applicationsOf } from './applications.js';
import { type Identity, identityOf } from './identity.js';
import { type PlaceKind, type Sign, isNoticed, signsOf } from './signs.js';
import { type Word, wordsOfCases } from './words.js';

/** More than so many others by one number, mailbox or home: it is a shelter's or an office's, and tells nobody apart. */
const OF_MANY = 8;
/** So many others are looked at for one name or birthday, those that came in last. */
const AT_MOST = 50;

/** Another application that may be of the same household, or of which somebody said whether it is. */
export interface Duplicate {
  readonly other: Application;
  /** What they have in common now. Empty: nothing any more. */
  readonly signs: readonly Sign[];
  /** What people said of the two, newest first. */
  readonly words: readonly Word[];
}
export type Duplicates = Readonly<Record<string, readonly Duplicate[]>>;

/**
 * Of each of these cases the others that may be of the same household: they count as applications, and have enough in common
 * now; and those of which somebody said so or not. The tenant's whole: begin it where the whole tenant is in view.
 */
export async function findDuplicates(tx: Tx, ids: readonly string[]): Promise<Duplicates> {
  if (ids.length === 0) return {};
  const [shared, words] = await Promise.all([sharedKeys(tx, ids), wordsOfCases(tx, ids)]);
  const others = new Map(ids.map((id) => [id, [...new Set([...candidates(shared, id), ...spokenOf(words, id)])]]));
  if ([...others.values()].every((one) => one.length === 0)) return {};
  const who = await applicants(tx, [...new Set([...ids, ...[...others.values()].flat()])]);
  const found = [...others].map(([id, all]): [string, readonly Duplicate[]] => {
    const [own, ofMany] = [who.get(id), placesOfMany(shared, id)];
    const each = all.flatMap((one): Duplicate[] => {
      const other = who.get(one);
      if (!own || !other) return [];
      const said = words.filter((word) => isOf(word, id) && isOf(word, one));
      if (said.length === 0 && isByRight(own, other)) return [];
      return [{ other, signs: signsOf(own.identity, other.identity, ofMany), words: said }];
    });
    return [id, each.filter(({ signs, words: said }) => said.length > 0 || isNoticed(signs))];
  });
  return Object.fromEntries(found.filter(([, each]) => each.length > 0));
}

/**
 * Whoever renews has two by right: last year's and this year's. Twice for one year, both sent, is noticed all the same where the
 * program compares year by year.
 */
function isByRight(a: Application, b: Application): boolean {
  const isOne = a.renewed.includes(b.id) || b.renewed.includes(a.id);
  return isOne && !(a.isSent && b.isSent && a.definition.year !== undefined);
}

const isOf = (word: Word, id: string) => word.case === id || word.other === id;
const spokenOf = (words: readonly Word[], id: string): readonly string[] =>
  words.filter((word) => isOf(word, id)).map((word) => (word.case === id ? word.other : word.case));

interface SharedKey {
  readonly id: string;
  readonly kind: string;
  readonly others: readonly string[];
}

const isPlace = (kind: string): kind is PlaceKind => kind === 'phone' || kind === 'email' || kind === 'address';
const isOfMany = ({ kind, others }: SharedKey) => isPlace(kind) && others.length > OF_MANY;

const placesOfMany = (shared: readonly SharedKey[], id: string): ReadonlySet<PlaceKind> =>
  new Set(shared.flatMap((one) => (one.id === id && isOfMany(one) && isPlace(one.kind) ? [one.kind] : [])));

const candidates = (shared: readonly SharedKey[], id: string): readonly string[] =>
  shared.filter((one) => one.id === id && !isOfMany(one)).flatMap(({ others }) => others);

/** Each key with those that have it, too: by equality, from the index, whatever else there is. */
const sharedKeys = (tx: Tx, ids: readonly string[]): Promise<SharedKey[]> =>
  tx.sql<SharedKey>(
    'duplicates.shared-keys',
    `SELECT m.case_id AS id, m.kind, o.others FROM duplicate_keys m CROSS JOIN LATERAL (
       SELECT array_agg(n.case_id) AS others FROM (
         SELECT k.case_id FROM duplicate_keys k
         WHERE k.tenant_id = $1 AND k.program_id = m.program_id AND k.year = m.year AND k.kind = m.kind AND k.key = m.key
           AND k.counts_since IS NOT NULL AND k.case_id <> m.case_id
         ORDER BY k.counts_since DESC LIMIT ${AT_MOST}) n) o
     WHERE m.tenant_id = $1 AND m.case_id = ANY ($2::uuid[]) AND o.others IS NOT NULL`,
    [tx.who.tenant, ids],
  );

interface Known extends Application {
  readonly identity: Identity;
}

/** Who applied in each, by what their own program version asks. */
async function applicants(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const cases = await applicationsOf(tx, ids);
  const questions = [...new Set(cases.flatMap(({ definition }) => questionsThatTell(definition)))];
  const answers = await answersOfCases(
    tx,
    cases.map(({ id }) => id),
    questions,
  );
  return new Map(cases.map((one) => [one.id, { ...one, identity: identityOf(one.definition, answers[one.id] ?? {}) }]));
}
