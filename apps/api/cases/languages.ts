import type { Text } from '../../../libs/eligibility/index.js';

/** Sign languages and Indigenous ones as they are called here. */
const own: Readonly<Record<string, Text>> = {
  ase: { en: 'American Sign Language (ASL)', fr: 'Langue des signes américaine (ASL)' },
  fcs: { en: 'Quebec Sign Language (LSQ)', fr: 'Langue des signes québécoise (LSQ)' },
  cr: { en: 'Cree', fr: 'Cri' },
  iu: { en: 'Inuktitut', fr: 'Inuktitut' },
  oj: { en: 'Ojibwe', fr: 'Ojibwé' },
};
/** Making one takes longer than all the rest of a case's view. */
const names = {
  en: new Intl.DisplayNames(['en-CA'], { type: 'language' }),
  fr: new Intl.DisplayNames(['fr-CA'], { type: 'language' }),
};
const known = new Map<string, Text>();

/** What a language is called, by its BCP 47 code; the code itself where nobody has a name for it. */
export function languageName(code: string): Text {
  const named = own[code] ?? known.get(code) ?? { en: names.en.of(code) ?? code, fr: names.fr.of(code) ?? code };
  if (known.size < 500) known.set(code, named);
  return named;
}
