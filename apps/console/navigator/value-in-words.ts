import type { TFunction } from 'i18next';
import { languageName } from '../shared/i18n';
import { declined, textIn, type AnswerValue, type Text } from '../shared/views';

interface Known {
  readonly type: string;
  readonly answers: readonly { readonly value: string; readonly label: Text }[];
}

/** An answer that the server has not put into words yet. */
export function valueInWords(known: Known | undefined, value: AnswerValue, language: string, t: TFunction): string {
  if (value === declined) return t('answer.declined');
  if (typeof value === 'boolean') return t(value ? 'answer.yes' : 'answer.no');
  if (Array.isArray(value)) {
    // What is not sent yet, and is a list of people, is told by how many there are.
    if (value.some((each) => typeof each === 'object')) return t('rows.lines', { count: value.length });
    return value.map((each) => valueInWords(known, each as string, language, t)).join(', ');
  }
  const label = known?.answers.find((one) => one.value === value)?.label;
  if (label) return textIn(label, language);
  if (known?.type === 'language' && typeof value === 'string') return languageName(value, language);
  if (known?.type !== 'money' || typeof value !== 'number') return String(value ?? '');
  return new Intl.NumberFormat(`${language}-CA`, { style: 'currency', currency: 'CAD' }).format(value / 100);
}
