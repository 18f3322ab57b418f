import i18next, { type TFunction } from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { frenchSpaces } from './french-spaces';
import en from './messages/en.json';
import fr from './messages/fr.json';

export const languages = ['en', 'fr'] as const;
type Messages = Readonly<Record<string, string>>;
const spaced = (messages: Messages): Messages =>
  Object.fromEntries(Object.entries(messages).map(([name, text]) => [name, frenchSpaces(text)]));
export type Language = (typeof languages)[number];
const key = 'front-door.language';

function preferred(): Language {
  const stored = localStorage.getItem(key) ?? navigator.language.slice(0, 2);
  return stored === 'fr' ? 'fr' : 'en';
}

void i18next
  .use(ICU)
  .use({
    type: 'postProcessor',
    name: 'one-point',
    // A moment at the end of a sentence: `8:03 a.m.` has its point already.
    process: (said: string) => said.replaceAll(/\b([ap])\.m\.\./g, '$1.m.'),
  })
  .use(initReactI18next)
  .init({
    lng: preferred(),
    fallbackLng: false,
    resources: { en: { translation: en }, fr: { translation: spaced(fr) } },
    interpolation: { escapeValue: false },
    keySeparator: false,
    nsSeparator: false,
    returnNull: false,
    initAsync: false,
    postProcess: ['one-point'],
  });
document.documentElement.lang = i18next.language;

/** Words of screens that are loaded only when somebody opens them: imported by those, before anything of them is drawn. */
export function addMessages(english: Messages, french: Messages): void {
  i18next.addResourceBundle('en', 'translation', english);
  i18next.addResourceBundle('fr', 'translation', spaced(french));
}

/** The language of the screens. The language of a call is the contact's and is independent of it. */
export function setLanguage(language: Language): void {
  localStorage.setItem(key, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export function currentLanguage(): Language {
  return i18next.language === 'fr' ? 'fr' : 'en';
}

/** Sentences that are read to the caller come in the language of the call, not of the screens. */
export function inCallLanguage(language: string): TFunction {
  return i18next.getFixedT(scriptLanguage(language));
}

/** The language that the script is shown in: an interpreter is read the English or the French. */
export function scriptLanguage(language: string): Language {
  return language === 'en' || language === 'fr' ? language : currentLanguage();
}

/** What the screens say for a word of the engine; a word that they don't know is shown as it is, readable. */
export function wordFor(t: TFunction, group: string, word: string): string {
  const name = `word.${group}.${word}`;
  return i18next.exists(name) ? t(name) : word.replaceAll(/[-_.]/g, ' ');
}

/** Name of a language in the language of the screens: from the browser, except those that browsers leave out. */
export function languageName(code: string, inLanguage: string): string {
  const own = `language.${code}`;
  if (code !== 'en' && code !== 'fr' && i18next.exists(own)) return i18next.t(own, { lng: scriptLanguage(inLanguage) });
  try {
    return new Intl.DisplayNames([`${inLanguage}-CA`], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What is spoken most on 211 lines besides English and French; any other code can be typed. */
export const otherLanguages = [
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
  'hu',
  'it',
  'iu',
  'ja',
  'ko',
  'ne',
  'oj',
  'pl',
  'ro',
  'ru',
  'sr',
  'ti',
  'tr',
  'tw',
  'ase',
  'fcs',
] as const;
