import { type LetterDefinition, readTemplate } from '../../workflow/index.js';
import { fillLetter, type LetterDocument } from '../index.js';

/** A letter with this text in English and French. */
export function letterOf(text: string, more: Partial<LetterDefinition> = {}): LetterDefinition {
  const faults: string[] = [];
  const fault = (line: number, code: string) => faults.push(`${line}: ${code}`);
  const blocks = readTemplate(text, { fault, value: () => undefined, when: () => undefined });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const title = { en: 'Your application', fr: 'Votre demande : la décision' };
  return { id: 'decision', title, kind: 'letter', facts: [], body: { en: blocks, fr: blocks }, ...more };
}

/** The same, filled in. */
export function documentOf(
  text: string,
  words: Readonly<Record<string, string>> = {},
  { language = 'fr', ...more }: Partial<LetterDefinition> & { readonly language?: string } = {},
): LetterDocument {
  const filled = fillLetter(letterOf(text, more), language, { words, outcomes: {} }, '2026-11-23T15:00:00.000Z');
  if (!filled) throw new Error(`no text in ${language}`);
  return filled.document;
}
