import type { Text } from '../eligibility/index.js';
import { type Place, type Report, at, instead, nearest } from './problem.js';
import type { LabelsSource, TextSource } from './source.js';

/** What resolving one program shares. */
export interface Resolving {
  readonly report: Report;
  readonly warn: Report;
  /** English, French, and whatever else the program speaks. */
  readonly languages: readonly string[];
  /** `labels.yaml/states/greet`: its words stand under a name with a slip in it, which is said of that name. */
  readonly misnamed: ReadonlySet<string>;
}

const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', fr: 'French', es: 'Spanish' };

/** Words that mean the same in every program. */
export const COMMON_CHOICES: Readonly<Record<string, Text>> = {
  yes: { en: 'Yes', fr: 'Oui' },
  no: { en: 'No', fr: 'Non' },
  unsure: { en: 'Not sure', fr: 'Je ne sais pas' },
};

/** Where one text may be written: beside the thing, or in labels.yaml. */
export interface Written {
  readonly inline: TextSource | undefined;
  readonly place: Place;
  readonly label: TextSource | undefined;
  readonly labelPlace: Place;
}

/** The text in every language it needs, from both places together. What is missing is reported, never left out silently. */
export function resolveText(resolving: Resolving, what: string, written: Written): Text {
  const text: Record<string, string> = { ...written.label, ...written.inline };
  for (const language of Object.keys(written.label ?? {})) {
    if (written.inline?.[language] === undefined) continue;
    const where = `${written.place.path.join('.')} of ${written.place.document}`;
    const place = at(written.labelPlace, language);
    const message = `${what} has its ${languageName(language)} text twice.`;
    resolving.report('text-twice', place, message, `Keep one: here, or at ${where}.`);
  }
  const missing = resolving.languages.filter((language) => !text[language]?.trim());
  const { document, path } = written.labelPlace;
  if (missing.length > 0 && !resolving.misnamed.has([document, ...path.slice(0, 2)].join('/'))) {
    const message = `${what} has no ${inWords(missing.map(languageName), 'or')} text.`;
    const place = written.inline || !written.label ? written.place : written.labelPlace;
    const keys = inWords(
      missing.map((language) => `${language}: "…"`),
      'and',
    );
    resolving.report('text-missing', place, message, `Write ${keys} here or under ${path.join('.')} in ${document}.`);
  }
  return { ...text, en: text['en'] ?? '', fr: text['fr'] ?? '' };
}

/** A text that may be left out altogether. */
export function resolveOptionalText(resolving: Resolving, what: string, written: Written): Text | undefined {
  return written.inline || written.label ? resolveText(resolving, what, written) : undefined;
}

const inWords = (words: readonly string[], last: 'and' | 'or') =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
const languageName = (language: string) => LANGUAGES[language] ?? `"${language}"`;

/** What labels.yaml may speak of. */
export interface Labelled {
  readonly questions: readonly string[];
  readonly parameters: readonly string[];
  readonly grants: readonly string[];
  readonly decisions: readonly string[];
  readonly states: readonly string[];
  readonly events: readonly string[];
  readonly interrupts: readonly string[];
  readonly disclosures: readonly string[];
}

const sections = [
  ...(['questions', 'parameters', 'grants', 'decisions'] as const),
  ...(['states', 'events', 'interrupts', 'disclosures'] as const),
];

/** Names whose words stand under another name that is nearly the same and that nothing has. */
export function misnamedIn(document: string, labels: LabelsSource, known: Labelled): readonly string[] {
  return sections.flatMap((section) => {
    const written = Object.keys(labels[section] ?? {});
    const meant = written.flatMap((name) =>
      known[section].includes(name) ? [] : (nearest(name, known[section]) ?? []),
    );
    return meant.filter((name) => !written.includes(name)).map((name) => `${document}/${section}/${name}`);
  });
}

/** Texts for things that are not there: most often a slip in a name. */
export function checkLabels(resolving: Resolving, document: string, labels: LabelsSource, known: Labelled): void {
  for (const section of sections) {
    for (const name of Object.keys(labels[section] ?? {})) {
      if (known[section].includes(name)) continue;
      const message = `There is no ${section.slice(0, -1)} "${name}" to put these words on.`;
      const mend = instead(name, known[section], 'take these words out');
      resolving.report('label-for-nothing', { document, path: [section, name] }, message, mend);
    }
  }
}
