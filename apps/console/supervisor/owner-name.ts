import type { TFunction } from 'i18next';
import { currentLanguage } from '../shared/i18n';
import { textIn } from '../shared/views';
import type { NamedOwner } from '../shared/worklist-data';
import '../shared/list-messages';

export const ownerKey = (owner: NamedOwner | null) => (owner ? `${owner.kind}/${owner.id}` : '');

/** Who looks after it: a person, a queue or an agency, by name. */
export function ownerName(t: TFunction, owner: NamedOwner | null): string {
  if (!owner) return t('floor.nobody');
  return textIn(owner.name, currentLanguage());
}
