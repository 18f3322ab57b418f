import type { Feel } from '../feel/tree.js';
import type { DecisionTable, FeelTest } from '../table.js';
import type { Answers, Because, Text } from '../types.js';
import { plainOf, isNumber } from '../values/number.js';
import { reviveUnary } from './revive-feel.js';

type Leaf = FeelTest & { readonly test: 'feel' };
type Label = (question: string) => Text;

const each = (of: (language: 'en' | 'fr') => string): Text => ({ en: of('en'), fr: of('fr') });

/**
 * What the deciding row asks beyond comparisons with constants, in words; as the cell is written where there are none.
 * Null where it asks nothing such, or where the row says its own reason.
 */
export function sayCells(table: DecisionTable, because: Because | null, label: Label, answers: Answers): Text | null {
  const row = because?.row ? table.rows[because.row - 1] : undefined;
  if (!row || row.annotation) return null;
  const said = row.tests.flatMap((test, at): Text[] => {
    const input = table.inputs[at];
    return test.test !== 'feel' || !input
      ? []
      : [sayCell(test, input.compute ? input.label : label(input.question), label, answers)];
  });
  if (said.length === 0) return null;
  return {
    en: `The rule asks that ${said.map(({ en }) => en).join(', and that ')}`,
    fr: `La règle demande que ${said.map(({ fr }) => fr).join(', et que ')}`,
  };
}

function sayCell(test: Leaf, column: Text, label: Label, answers: Answers): Text {
  const { test: some, of } = reviveUnary(test.cell);
  const [only] = of;
  const words = some === 'some' && only && of.length === 1 ? sayTree(only.test, test, label, answers) : null;
  const answer: Text = { en: `the answer to “${column.en}”`, fr: `la réponse à « ${column.fr} »` };
  if (!words) {
    return { en: `${answer.en} meets “${test.text}”`, fr: `${answer.fr} remplisse « ${test.text} »` };
  }
  const { of: whose, does } = words;
  return { en: `${whose.en}${answer.en} ${does.en}`, fr: `${whose.fr}${answer.fr} ${does.fr}` };
}

/** What is looked at of the answer, and what that must do. */
interface Words {
  readonly of: Text;
  readonly does: Text;
}

const itself: Text = { en: '', fr: '' };
const texts: Readonly<Record<string, Text>> = {
  'starts with': { en: 'begins with', fr: 'commence par' },
  'ends with': { en: 'ends with', fr: 'se termine par' },
  contains: { en: 'contains', fr: 'contienne' },
};
const measures: Readonly<Record<string, Text>> = {
  count: { en: 'the number of choices in ', fr: 'le nombre de choix dans ' },
  'string length': { en: 'the number of letters in ', fr: 'le nombre de lettres dans ' },
};
const numbers: Readonly<Record<string, Text>> = {
  '>': { en: 'is more than', fr: 'dépasse' },
  '>=': { en: 'is at least', fr: 'atteigne au moins' },
  '<': { en: 'is less than', fr: 'reste en dessous de' },
  '<=': { en: 'is at most', fr: 'ne dépasse pas' },
  '=': { en: 'is the same as', fr: 'égale' },
  '!=': { en: 'is other than', fr: 'diffère de' },
};
const days: Readonly<Record<string, Text>> = {
  '>': { en: 'is after', fr: 'vienne après' },
  '>=': { en: 'is not before', fr: 'ne vienne pas avant' },
  '<': { en: 'is before', fr: 'vienne avant' },
  '<=': { en: 'is not after', fr: 'ne vienne pas après' },
};

function sayTree(tree: Feel, { reads }: Leaf, label: Label, answers: Answers): Words | null {
  if (tree.op === 'call' && typeof tree.of === 'string' && Object.hasOwn(texts, tree.of)) {
    const [of, word] = tree.arguments;
    if (of?.op !== 'input' || word?.op !== 'literal' || tree.names) return null;
    return {
      of: itself,
      does: each((language) => `${texts[String(tree.of)]![language]} ${quoted(String(word.value), language)}`),
    };
  }
  const [by, left, right]: readonly [string, Feel | null, Feel | null] =
    tree.op === 'unary range'
      ? [tree.by, null, tree.of]
      : 'left' in tree
        ? [tree.op, tree.left, tree.right]
        : [tree.op, null, null];
  if (!right || !Object.hasOwn(numbers, by)) return null;
  if (right.op === 'literal' && isNumber(right.value)) {
    const measure = left?.op === 'call' && left.arguments[0]?.op === 'input' ? measures[String(left.of)] : undefined;
    const number = plainOf(right.value);
    return measure ? { of: measure, does: each((language) => `${numbers[by]![language]} ${number}`) } : null;
  }
  if ((left && left.op !== 'input') || right.op !== 'name') return null;
  return sayOther(by, reads[right.slot] ?? '', label, answers);
}

/** Compared with the answer of another question, in the words of what that is. */
function sayOther(by: string, question: string, label: Label, answers: Answers): Words | null {
  const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
  const value = answer && 'value' in answer ? answer.value : null;
  const words = typeof value === 'number' ? numbers[by] : isDay(value) ? (days[by] ?? numbers[by]) : null;
  if (!words) return null;
  const other = label(question);
  return {
    of: itself,
    does: { en: `${words.en} the answer to “${other.en}”`, fr: `${words.fr} la réponse à « ${other.fr} »` },
  };
}

const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
const quoted = (word: string, language: 'en' | 'fr'): string => (language === 'en' ? `“${word}”` : `« ${word} »`);
