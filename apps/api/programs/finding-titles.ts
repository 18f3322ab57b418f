import type { Text } from '../../../libs/eligibility/index.js';

/** What the checks find in tables, in a few words of both languages; what else is wrong with a file has its message alone. */
const titles: Readonly<Record<string, Text>> = {
  gap: { en: 'No row fits some people', fr: 'Aucune ligne ne convient à certaines personnes' },
  overlap: { en: 'Two rows contradict each other', fr: 'Deux lignes se contredisent' },
  'row-never-fires': { en: 'This row decides for nobody', fr: 'Cette ligne ne décide pour personne' },
  'constant-outside-domain': { en: 'The question never has this value', fr: 'La question n’a jamais cette valeur' },
  'input-values-are-incomplete': {
    en: 'The column leaves out possible answers',
    fr: 'La colonne omet des réponses possibles',
  },
  'outcome-is-not-declared': {
    en: 'The program does not know this outcome',
    fr: 'Le programme ne connaît pas ce résultat',
  },
  'outcome-is-never-given': { en: 'No row gives this outcome', fr: 'Aucune ligne ne donne ce résultat' },
  'could-not-prove': {
    en: 'Not everything could be checked',
    fr: 'Tout n’a pas pu être vérifié',
  },
};
const mistake: Text = { en: 'Something has to be mended', fr: 'Quelque chose est à corriger' };

export const titleOf = (code: string): Text => titles[code] ?? mistake;
