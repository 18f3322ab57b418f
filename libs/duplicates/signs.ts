import type { Identity, Person } from './identity.js';
import { SIMILAR, likeness } from './likeness.js';

export const signKinds = [
  ...(['same-name', 'similar-name', 'shared-name', 'same-born', 'same-phone', 'same-email', 'same-address'] as const),
  ...(['is-member', 'member-in-common'] as const),
] as const;

/** Something that speaks for one household, with the names that it is about, as they were written. */
export interface Sign {
  readonly sign: (typeof signKinds)[number];
  readonly names: readonly string[];
}

/** What each says. A date of birth, a number or a home is no proof, and neither is a name: two things have to come together. */
const WEIGHT: Readonly<Record<Sign['sign'], number>> = {
  'same-name': 2,
  'similar-name': 1,
  'shared-name': 1,
  'same-born': 2,
  'same-phone': 2,
  'same-email': 2,
  'same-address': 2,
  'is-member': 2,
  'member-in-common': 2,
};
const ENOUGH = 3;

/** Kinds of keys that belong to a place rather than to a person. */
export type PlaceKind = 'phone' | 'email' | 'address';

/**
 * What two applications have in common, in the order in which it is told. Pure, and the same whichever is named first but for
 * the order of names. `ofMany`: what so many people gave that it is a shelter's or an office's, and says nothing of two of them.
 */
export function signsOf(a: Identity, b: Identity, ofMany: ReadonlySet<PlaceKind> = new Set()): readonly Sign[] {
  const same = (one: string | null, other: string | null) => one !== null && one === other;
  const names = namesOf(a, b);
  const says: readonly (readonly [Sign['sign'], boolean])[] = [
    ['same-born', same(a.applicant.born, b.applicant.born)],
    ['same-phone', same(a.phone, b.phone) && !ofMany.has('phone')],
    ['same-email', same(a.email, b.email) && !ofMany.has('email')],
    ['same-address', a.addresses.some((one) => b.addresses.includes(one)) && !ofMany.has('address')],
  ];
  return [
    ...names,
    ...says.flatMap(([sign, holds]) => (holds ? [{ sign, names: [] }] : [])),
    ...householdSigns(
      a,
      b,
      names.some(({ sign }) => sign !== 'shared-name'),
    ),
  ];
}

/** Enough to ask somebody to look. */
export const isNoticed = (signs: readonly Sign[]): boolean =>
  signs.reduce((sum, { sign }) => sum + WEIGHT[sign], 0) >= ENOUGH;

function namesOf(a: Identity, b: Identity): readonly Sign[] {
  const [one, other] = [a.applicant, b.applicant];
  if (one.plain === '' || other.plain === '') return [];
  if (one.plain === other.plain) return [{ sign: 'same-name', names: [] }];
  if (likeness(one.plain, other.plain) >= SIMILAR) return [{ sign: 'similar-name', names: [one.name, other.name] }];
  const shared = a.family.filter((word) => b.family.includes(word));
  return shared.length > 0 ? [{ sign: 'shared-name', names: [one.name, other.name] }] : [];
}

function householdSigns(a: Identity, b: Identity, isSameName: boolean): readonly Sign[] {
  const isIn = (person: Person, { members }: Identity) => members.some((one) => isSamePerson(one, person));
  const named = isSameName
    ? []
    : [...(isIn(a.applicant, b) ? [a.applicant] : []), ...(isIn(b.applicant, a) ? [b.applicant] : [])];
  const shared = a.members.filter((one) => isIn(one, b));
  const sign = (kind: Sign['sign'], people: readonly Person[]): Sign[] =>
    people.length > 0 ? [{ sign: kind, names: people.map(({ name }) => name) }] : [];
  return [...sign('is-member', named), ...sign('member-in-common', shared)];
}

/** A similar name and the same birthday; where no birthday is known, a name of two words or more. */
function isSamePerson(one: Person, other: Person): boolean {
  if (likeness(one.plain, other.plain) < SIMILAR) return false;
  if (one.born !== null && other.born !== null) return one.born === other.born;
  return one.plain.includes(' ') && other.plain.includes(' ');
}
