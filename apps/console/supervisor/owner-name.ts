import type { TFunction } from 'i18next';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn } from '../shared/views';
import type { NamedOwner } from '../shared/worklist-data';

export const ownerKey = (owner: NamedOwner | null) => (owner ? `${owner.kind}/${owner.id}` : '');

/** Who looks after it: a person by name, a queue or an agency by what it is called. */
export function ownerName(t: TFunction, owner: NamedOwner | null): string {
  if (!owner) return t('floor.nobody');
  if (owner.kind === 'queue') return wordFor(t, 'queue', owner.id);
  if (owner.name) return textIn(owner.name, currentLanguage());
  return owner.kind === 'agency' ? wordFor(t, 'queue', 'agency') : t('call.owner-colleague');
}
