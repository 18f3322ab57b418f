import type { Text } from '../../../libs/eligibility/index.js';
import type { Sign } from '../../../libs/duplicates/index.js';

const plain: Readonly<Record<Sign['sign'], Text>> = {
  'same-name': { en: 'same name', fr: 'même nom' },
  'similar-name': { en: 'similar name', fr: 'nom semblable' },
  'shared-name': { en: 'same family name', fr: 'même nom de famille' },
  'same-born': { en: 'same date of birth', fr: 'même date de naissance' },
  'same-phone': { en: 'same telephone', fr: 'même téléphone' },
  'same-email': { en: 'same e-mail', fr: 'même courriel' },
  'same-address': { en: 'same address', fr: 'même adresse' },
  'is-member': {
    en: 'one is named in the other’s household',
    fr: 'l’une des personnes est nommée dans le ménage de l’autre',
  },
  'member-in-common': {
    en: 'the same person in both households',
    fr: 'la même personne dans les deux ménages',
  },
};

/** A reason in words. Names are told to those alone who may read both cases. */
export function saySign({ sign, names }: Sign, mayBeNamed: boolean): Text {
  const { en = '', fr = '' } = plain[sign];
  const named = mayBeNamed ? names.filter((name) => name !== '').join(', ') : '';
  return named === '' ? { en, fr } : { en: `${en}: ${named}`, fr: `${fr} : ${named}` };
}
