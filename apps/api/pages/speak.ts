import type { Text } from '../../../libs/eligibility/index.js';
import type { Language } from '../shell/messages.js';

/** Says a text in the language of the page; `{name}` is filled from the parameters. */
export type Say = (text: Text, parameters?: Readonly<Record<string, string>>) => string;

/** In French a sign stays with the word that it belongs to, and a time stays whole. */
export const frenchSpaces = (text: string): string =>
  text
    .replaceAll(/ (?=[:;»?!])/g, '\u00a0')
    .replaceAll('« ', '«\u00a0')
    .replaceAll(/(?<=\d) h (?=\d)/g, '\u00a0h\u00a0');

export const speak =
  (language: Language): Say =>
  (text, parameters = {}) => {
    // A page says a hundred texts, of which few have anything to be filled in or mended.
    const isWhole = !text[language].includes('{');
    const said = isWhole
      ? text[language]
      : text[language].replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
    if (language === 'fr') return frenchSpaces(said);
    // A moment at the end of a sentence: `8:03 a.m.` has its point already.
    return said.includes('.m..') ? said.replaceAll(/\b([ap])\.m\.\./g, '$1.m.') : said;
  };

/** A moment in the helpline's zone; the date is left out on the day itself. */
export function sayMoment(at: Date, now: Date, timeZone: string, language: Language): string {
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
  const sameDay = day.format(at) === day.format(now);
  const date = sameDay ? {} : ({ weekday: 'long', month: 'long', day: 'numeric' } as const);
  const options = { ...date, hour: 'numeric', minute: '2-digit', timeZone } as const;
  const said = new Intl.DateTimeFormat(`${language}-CA`, options).format(at);
  return language === 'fr' ? frenchSpaces(said) : said;
}
