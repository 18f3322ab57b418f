import type { Keyring } from '../platform/index.js';
import type { DuplicatesDefinition } from '../workflow/index.js';
import type { Identity, Person } from './identity.js';

export const keyKinds = ['name', 'born', 'phone', 'email', 'address'] as const;

/** Something by which another application of the same household is found: the same text there. */
export interface Trait {
  readonly kind: (typeof keyKinds)[number];
  readonly text: string;
  /** The questions whose answers it is made of: with the first that is erased it goes. */
  readonly questions: readonly string[];
}

/** What is looked for, each once. A given name alone is no name to look for. Pure. */
export function traitsOf(definition: DuplicatesDefinition, identity: Identity): readonly Trait[] {
  const { name, born, phone, email, address, members } = definition;
  const trait = (kind: Trait['kind'], text: string | null, questions: readonly (string | undefined)[]): Trait[] =>
    text === null || text === '' ? [] : [{ kind, text, questions: questions.flatMap((one) => one ?? []) }];
  const ofPerson = (person: Person, names: readonly string[], days: readonly (string | undefined)[]) => [
    ...trait('name', person.plain.includes(' ') ? person.plain : null, names),
    ...trait('born', person.born, days),
  ];
  const rows = [members?.rows ?? ''].filter((one) => one !== '');
  const all = [
    // Not asked for by itself, it was read from their own line.
    ...ofPerson(identity.applicant, name, born === undefined ? rows : [born]),
    ...identity.members.flatMap((member) => ofPerson(member, rows, rows)),
    ...trait('phone', identity.phone, [phone]),
    ...trait('email', identity.email, [email]),
    ...identity.addresses.flatMap((one) => trait('address', one, [address])),
  ];
  return all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index);
}

const isSame = (one: Trait, other: Trait) => one.kind === other.kind && one.text === other.text;

/** As it is kept: the same for the same text, and nobody who has it alone finds out which. Other in each program and tenant. */
export const keyOf = (keyring: Keyring, tenant: string, program: string, { kind, text }: Trait): Buffer =>
  keyring.mark(text, `duplicates ${tenant} ${program} ${kind}`);
