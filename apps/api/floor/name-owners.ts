import { nameAgencies } from '../../../libs/agencies/index.js';
import { namePeople } from '../../../libs/access/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { Owner } from '../../../libs/workflow/index.js';

const QUEUES: Readonly<Record<string, Text>> = {
  navigators: { en: 'Navigators', fr: 'Équipe de navigation' },
  supervisors: { en: 'Supervisors', fr: 'Équipe de supervision' },
  'on-call-managers': { en: 'Managers on call', fr: 'Gestionnaires de garde' },
};

export type NamedOwner = Owner & { readonly name: Text };

/** What each of these owners is called, in one round trip for all of them together. */
export async function nameOwners(
  tx: Tx,
  owners: readonly (Owner | null)[],
): Promise<(owner: Owner | null) => NamedOwner | null> {
  const idsOf = (kind: Owner['kind']) => [...new Set(owners.flatMap((one) => (one?.kind === kind ? [one.id] : [])))];
  const [people, agencies] = await Promise.all([namePeople(tx, idsOf('person')), nameAgencies(tx, idsOf('agency'))]);
  return (owner) => {
    if (owner === null) return null;
    const { kind, id } = owner;
    const known = kind === 'person' ? same(people[id]) : kind === 'agency' ? agencies[id] : QUEUES[id];
    return { ...owner, name: known ?? { en: id, fr: id } };
  };
}

const same = (name: string | undefined): Text | undefined => (name === undefined ? undefined : { en: name, fr: name });
