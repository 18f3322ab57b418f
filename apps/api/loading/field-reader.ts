import { locate, type FileProblem, type YamlFile } from '../../../libs/programs/index.js';
import type { Text } from '../../../libs/eligibility/index.js';

/** One file while it is read. Mistakes are collected, so that all of them are told at once. */
export interface Reading {
  readonly file: YamlFile;
  readonly problems: FileProblem[];
}
export type Path = readonly (string | number)[];

/** Notes a mistake at a place of the file. What is read on from there is thrown away with the file. */
export function fault(reading: Reading, path: Path, code: string, message: string, instead: string): void {
  const place = locate(reading.file, path, code === 'unknown-key');
  reading.problems.push({ file: reading.file.name, ...place, code, message, instead });
}

export type Fields = Readonly<Record<string, unknown>>;

/** A map with these keys; any other key is a mistake, so that a slip of the pen is not silently ignored. */
export function fields(reading: Reading, value: unknown, path: Path, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const where = path.length === 0 ? 'The file' : `"${path.join('.')}"`;
    fault(reading, path, 'not-a-map', `${where} is not a map of keys.`, `Write a map with: ${known.join(', ')}.`);
    return {};
  }
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const message = `"${key}" is not known here.`;
    fault(reading, [...path, key], 'unknown-key', message, `Take it out, or write one of: ${known.join(', ')}.`);
  }
  return value as Fields;
}

/** A word or sentence. `example` is shown when it is missing. */
export function text(reading: Reading, value: unknown, path: Path, example: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  const key = String(path.at(-1));
  const message = value === undefined ? `"${key}" is missing.` : `"${key}" is not a text.`;
  fault(
    reading,
    path,
    value === undefined ? 'missing' : 'not-a-text',
    message,
    `Write for example: ${key}: ${example}`,
  );
  return '';
}

/** The same, when it may be left out. */
export function maybeText(reading: Reading, value: unknown, path: Path, example: string): string | null {
  return value === undefined ? null : text(reading, value, path, example);
}

/** `kebab-case`: the name of a file or thing. */
export function id(reading: Reading, value: unknown, path: Path, example: string): string {
  const word = text(reading, value, path, example);
  if (word === '' || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word)) return word;
  fault(
    reading,
    path,
    'not-an-id',
    `"${word}" is not an id.`,
    'Write small letters, digits and hyphens: kids-help-phone',
  );
  return word;
}

/** A sentence in English and French, and in further languages. */
export function bilingual(reading: Reading, value: unknown, path: Path): Text {
  const example = `{ en: "…", fr: "…" }`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const key = String(path.at(-1));
    fault(reading, path, 'not-bilingual', `"${key}" is needed in English and French.`, `Write ${key}: ${example}`);
    return { en: '', fr: '' };
  }
  for (const language of ['en', 'fr']) {
    if (language in value) continue;
    fault(reading, path, 'not-bilingual', `"${String(path.at(-1))}" has no "${language}".`, `Write both: ${example}`);
  }
  const entries = Object.entries(value).map(([language, said]) => {
    return [language, text(reading, said, [...path, language], '"…"')] as const;
  });
  return { en: '', fr: '', ...Object.fromEntries(entries) };
}

/** A list whose items are read one by one. */
export function list<T>(
  reading: Reading,
  value: unknown,
  path: Path,
  example: string,
  item: (value: unknown, path: Path) => T,
): readonly T[] {
  if (Array.isArray(value)) return value.map((each: unknown, index) => item(each, [...path, index]));
  const key = String(path.at(-1));
  const message = value === undefined ? `"${key}" is missing.` : `"${key}" is not a list.`;
  fault(
    reading,
    path,
    value === undefined ? 'missing' : 'not-a-list',
    message,
    `Write for example: ${key}: ${example}`,
  );
  return [];
}

/** BCP 47 codes, at least one. */
export function languages(reading: Reading, value: unknown, path: Path): readonly string[] {
  const codes = list(reading, value, path, '[en, fr]', (each, at) => text(reading, each, at, 'en'));
  codes.forEach((code, index) => {
    if (code === '' || /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code)) return;
    fault(
      reading,
      [...path, index],
      'not-a-language',
      `"${code}" is not a language code.`,
      'Write for example: en, fr, es',
    );
  });
  if (Array.isArray(value) && codes.length === 0) {
    fault(reading, path, 'missing', 'No language is named.', 'Write for example: languages: [en, fr]');
  }
  return codes;
}

export function timeZone(reading: Reading, value: unknown, path: Path): string {
  const zone = text(reading, value, path, 'America/Toronto');
  try {
    return zone === '' ? zone : new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    fault(reading, path, 'not-a-time-zone', `"${zone}" is not a time zone.`, 'Write its IANA name: America/Toronto');
    return zone;
  }
}

/** The list under a key at the top of the file, whose items are called something: no two the same. */
export function listOfDifferent<T>(
  reading: Reading,
  top: Fields,
  key: string,
  example: string,
  item: (value: unknown, path: Path) => T,
  nameOf: (item: T) => string,
): readonly T[] {
  const items = list(reading, top[key], [key], `[{ ${example} }]`, item);
  refuseTwins(reading, [key], items.map(nameOf), key);
  return items;
}

/** Two things with one id: the second is named. */
export function refuseTwins(reading: Reading, path: Path, ids: readonly string[], what: string): void {
  ids.forEach((each, index) => {
    if (each === '' || ids.indexOf(each) === index) return;
    fault(reading, [...path, index], 'twin', `Two ${what} are called "${each}".`, 'Give one of them another id.');
  });
}
