import type { Text } from './types.js';

/** `Age / Âge`: English, then French. With one language only, both say the same (a question's own text is asked anyway). */
export function readLabel(label: string): Text {
  const [en = '', fr = en] = label.split(' / ').map((part) => part.trim());
  return { en, fr };
}

export type Annotation =
  { readonly ok: true; readonly text: Text | null } | { readonly ok: false; readonly lacks: 'en' | 'fr' };

/**
 * A row's reason. Two annotation columns named `en` and `fr` (DMN 1.3), or the row's description written
 * `en: … / fr: …`, which modellers that show one annotation column show there. Other annotations are notes of
 * the author and are left alone; a reason in one language only is a mistake.
 */
export function readAnnotation(columns: ReadonlyMap<string, string>, description: string): Annotation {
  const en = columns.get('en')?.trim() ?? '';
  const fr = columns.get('fr')?.trim() ?? '';
  if (en !== '' || fr !== '') return complete(en, fr);
  if (!/^\s*en:/i.test(description)) return { ok: true, text: null };
  const [, english = '', french = ''] = /^\s*en:([\s\S]*?)(?:\s\/\s*fr:([\s\S]*))?$/i.exec(description) ?? [];
  return complete(english.trim(), french.trim());
}

function complete(en: string, fr: string): Annotation {
  if (en === '') return { ok: false, lacks: 'en' };
  if (fr === '') return { ok: false, lacks: 'fr' };
  return { ok: true, text: { en, fr } };
}
