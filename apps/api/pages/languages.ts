import type { Choice } from './parts.js';

/** English and French, and what is spoken most on 211 lines besides; other languages are said to us. */
const CODES = [
  ...[
    'en',
    'fr',
    'ar',
    'yue',
    'zh',
    'fa',
    'pa',
    'es',
    'pt',
    'so',
    'ta',
    'tl',
    'uk',
    'ur',
    'vi',
    'am',
    'bn',
    'cr',
    'gu',
    'hi',
  ],
  ...['hu', 'it', 'iu', 'ja', 'ko', 'ne', 'oj', 'pl', 'ro', 'ru', 'sr', 'ti', 'tr', 'tw', 'ase', 'fcs'],
];
/** Sign languages and Indigenous ones as they are called here. */
const OWN: Readonly<Record<string, Choice['label']>> = {
  ase: { en: 'American Sign Language (ASL)', fr: 'Langue des signes américaine (ASL)' },
  fcs: { en: 'Quebec Sign Language (LSQ)', fr: 'Langue des signes québécoise (LSQ)' },
  cr: { en: 'Cree', fr: 'Cri' },
  iu: { en: 'Inuktitut', fr: 'Inuktitut' },
  oj: { en: 'Ojibwe', fr: 'Ojibwé' },
};
const named = (['en', 'fr'] as const).map((in_) => new Intl.DisplayNames([`${in_}-CA`], { type: 'language' }));

/** Languages by name, to be chosen from: nobody knows their codes. */
export const languageChoices: readonly Choice[] = CODES.map((value) => ({
  value,
  label: OWN[value] ?? { en: named[0]?.of(value) ?? value, fr: named[1]?.of(value) ?? value },
}));
