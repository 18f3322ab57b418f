import type { GrantWord, LetterCondition, LetterDefinition, TemplateBlock, TemplateLine } from '../workflow/index.js';
import type { Block, Line, LetterDocument, Run } from './document.js';
import { plainText } from './plain-text.js';

/** What is filled in, in the letter's language. */
export interface LetterValues {
  /** `answer.first_name`, `decision.transit`, `date` → words. What is not known is not in it. */
  readonly words: Readonly<Record<string, string>>;
  /** Decision → outcome; one that is not here is undetermined. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** Questions for which a file had a virus, and nothing has come since. */
  readonly refused?: readonly string[];
  /** Grant → how it stands. */
  readonly grants?: Readonly<Record<string, GrantWord>>;
}
export interface FilledLetter {
  readonly document: LetterDocument;
  /** Values that the text names and that are not known: nothing stands there. */
  readonly missing: readonly string[];
}

/** A letter's text with its values. Pure: the same letter and values give the same document. Values are text, never markup. */
export function fillLetter(
  letter: LetterDefinition,
  language: string,
  values: LetterValues,
  at: string,
): FilledLetter | null {
  const body = letter.body[language];
  if (!body) return null;
  const missing = new Set<string>();
  const blocks = fillBlocks(body, { values, missing });
  const title = letter.title[language as 'en' | 'fr'] ?? letter.title.en;
  return { document: { kind: letter.kind, title, language, at, blocks }, missing: [...missing] };
}

interface Filling {
  readonly values: LetterValues;
  readonly missing: Set<string>;
}

function fillBlocks(blocks: readonly TemplateBlock[], filling: Filling): readonly Block[] {
  return blocks.flatMap((block): readonly Block[] => {
    switch (block.block) {
      case 'when':
        return holds(block.when, filling.values) ? fillBlocks(block.blocks, filling) : [];
      case 'list': {
        const items = block.items.map((item) => fill(item, filling)).filter(hasWords);
        return items.length > 0 ? [{ ...block, items }] : [];
      }
      case 'table':
        return [{ ...block, head: both(block.head, filling), rows: block.rows.map((row) => both(row, filling)) }];
      case 'address': {
        const lines = block.lines.flatMap((line) => broken(fill(line, filling, '\n'))).filter(hasWords);
        return lines.length > 0 ? [{ block: 'address', lines }] : [];
      }
      default: {
        const text = fill(block.text, filling);
        return hasWords(text) ? [{ ...block, text }] : [];
      }
    }
  });
}

const both = ([left, right]: readonly [TemplateLine, TemplateLine], filling: Filling): [Line, Line] => [
  fill(left, filling),
  fill(right, filling),
];
const hasWords = (line: Line): boolean => line.some(({ text }) => text.trim() !== '');

function fill(line: TemplateLine, { values, missing }: Filling, breakAs = ' '): Line {
  return line.flatMap((part): readonly Run[] => {
    if ('text' in part) return [part];
    const { value: name, ...bold } = part;
    const known = Object.hasOwn(values.words, name) ? plainText(values.words[name] ?? '') : '';
    if (known === '') missing.add(name);
    return known === '' ? [] : [{ text: known.replaceAll('\n', breakAs), ...bold, value: true }];
  });
}

/** A value of several lines is several lines of an address. */
function broken(line: Line): readonly Line[] {
  const lines: Run[][] = [[]];
  for (const run of line) {
    const [first = '', ...more] = run.text.split('\n');
    lines.at(-1)!.push({ ...run, text: first });
    for (const text of more) lines.push([{ ...run, text }]);
  }
  return lines;
}

function holds(when: LetterCondition, { words, outcomes, refused = [], grants = {} }: LetterValues): boolean {
  if ('grant' in when) {
    const stands = Object.hasOwn(grants, when.grant) ? grants[when.grant]! : 'none';
    return when.is.includes(stands) !== (when.not ?? false);
  }
  if ('answer' in when && when.is === 'refused') return refused.includes(when.answer);
  if ('answer' in when) return Object.hasOwn(words, `answer.${when.answer}`) === (when.is === 'known');
  const outcome = Object.hasOwn(outcomes, when.decision) ? outcomes[when.decision]! : 'undetermined';
  return when.is.includes(outcome) !== (when.not ?? false);
}
