import type { Text } from '../eligibility/index.js';
import { type Place, at } from './problem.js';
import type { Resolving } from './resolve-texts.js';
import type { QuestionSource } from './source.js';

/**
 * How a document came, as tables and conditions read it. Sending a file in answers `on-file` by itself; taking the last one
 * away answers `coming`. What came on paper is noted by people.
 */
export const documentAnswers = ['on-file', 'by-mail', 'in-person', 'coming'] as const;

/** Their words, where a program has none of its own. */
export const DOCUMENT_CHOICES: Readonly<Record<string, Text>> = {
  'on-file': { en: 'We have the file', fr: 'Nous avons le fichier', es: 'Tenemos el archivo' },
  'by-mail': { en: 'Came by mail', fr: 'Reçu par la poste', es: 'Llegó por correo' },
  'in-person': { en: 'Shown in person', fr: 'Présenté en personne', es: 'Mostrado en persona' },
  coming: { en: 'Still to come', fr: 'À venir', es: 'Por llegar' },
};

/** Proofs of income or address are not for keeping: a program says how long it needs them. */
export function checkKept({ report }: Resolving, place: Place, id: string, { type, keep }: QuestionSource): void {
  if (type !== 'document' || keep !== undefined) return;
  const message = `The question "${id}" takes files that people send in, and does not say how long they are kept.`;
  report('document-is-kept-for-good', at(place, 'type'), message, 'Write keep: P1Y, or as long as reviews need it.');
}
