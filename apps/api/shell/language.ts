import type { Language } from './messages.js';

/** English unless French is wanted more (`Accept-Language`, RFC 9110). Never fails, whatever the header holds. */
export function languageOf(header: string | string[] | undefined): Language {
  const wishes = String(header ?? '').slice(0, 500);
  return weight(wishes, 'fr') > weight(wishes, 'en') ? 'fr' : 'en';
}

function weight(wishes: string, language: Language): number {
  let best = 0;
  wishes.split(',').forEach((wish, position) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
    if (tag !== language && !tag.startsWith(`${language}-`)) return;
    const q = parameters.map((parameter) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1]).find(Boolean);
    // Of two equal weights the first named wins.
    best = Math.max(best, q === undefined ? 1 - position / 1000 : Number(q) - position / 1_000_000);
  });
  return best;
}
