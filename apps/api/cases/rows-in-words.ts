import type { Row, Text } from '../../../libs/eligibility/index.js';
import { type Column, sayMoney } from '../../../libs/workflow/index.js';

export const YES_NO: Readonly<Record<string, Text>> = {
  true: { en: 'Yes', fr: 'Oui' },
  false: { en: 'No', fr: 'Non' },
};

const DAYS = {
  en: new Intl.DateTimeFormat('en-CA', { dateStyle: 'long', timeZone: 'UTC' }),
  fr: new Intl.DateTimeFormat('fr-CA', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** An ISO date as people write it. */
export function dayText(date: string): Text {
  const day = new Date(`${date}T00:00:00Z`);
  return { en: DAYS.en.format(day), fr: DAYS.fr.format(day).replace(/^1 /, '1er ') };
}

const MONTHS = {
  en: new Intl.DateTimeFormat('en-CA', { month: 'long', timeZone: 'UTC' }),
  fr: new Intl.DateTimeFormat('fr-CA', { month: 'long', timeZone: 'UTC' }),
};

/** A month by its name, from 1. */
export function monthText(month: number): Text {
  const day = Date.UTC(2026, month - 1);
  return { en: MONTHS.en.format(day), fr: MONTHS.fr.format(day) };
}

const NOBODY: Text = { en: 'None', fr: 'Aucune ligne' };

/** Each row by its number, in brackets or after what the program calls it (`called`), and what is known of it by the name of the column. */
export function rowsText(columns: readonly Column[], rows: readonly Row[], called?: Text): Text {
  if (rows.length === 0) return NOBODY;
  const list = (language: 'en' | 'fr') =>
    rows
      .map((row, index) => {
        const before = called ? `${called[language]} ${index + 1} –` : `(${index + 1})`;
        return `${before} ${rowText(columns, row, language)}`;
      })
      .join('; ');
  return { en: list('en'), fr: list('fr') };
}

function rowText(columns: readonly Column[], row: Row, language: 'en' | 'fr'): string {
  const colon = language === 'fr' ? ' : ' : ': ';
  const cells = columns.flatMap((column) => {
    const value = row[column.id];
    if (value === undefined) return [];
    return `${column.label[language]}${colon}${cellText(column, value)[language]}`;
  });
  return cells.join(', ');
}

function cellText({ type, choices }: Column, value: Row[string]): Text {
  if (type === 'money' && typeof value === 'number') return sayMoney(value);
  const word = String(value);
  if (type === 'date') return dayText(word);
  const label = type === 'choice' ? choices.find((one) => one.value === word)?.label : undefined;
  return label ?? (type === 'boolean' ? YES_NO[word] : undefined) ?? { en: word, fr: word };
}
