import { describe, expect, it } from '@jest/globals';
import { parseYaml } from './parse-yaml.js';

const said = (text: string) =>
  parseYaml('a.yaml', text).problems.map(
    ({ file, line, column, code, instead }) => `${file}:${line}:${column} ${code} → ${instead}`,
  );

/** One slip of a person's hand, and the one thing that is said of it. */
const slips: readonly (readonly [slip: string, text: string, said: string])[] = [
  ['a tab', 'a:\n\tb: 1\n\tc: 2\n\t\td: y\n', '2:1 tab-indent → Indent with spaces: two for each level.'],
  ['a colon in a text', 'ask: Say: how old?\n', '1:6 colon-in-text → Write ask: "Say: how old?"'],
  ['a French colon', 'x:\n  fr: Note : rappeler\n', '2:7 colon-in-text → Write fr: "Note : rappeler"'],
  ['a colon in brackets', 'ask: {en: Call us: now, fr: x}\n', '1:11 colon-in-text → Write en: "Call us: now"'],
  ['a colon and a straight quote', 'ask: Say "a": b\n', '1:6 colon-in-text → Write ask: "Say \\"a\\": b"'],
  ['smart quotes', 'ask: “How old?”\n', '1:6 smart-quotes → Write straight quotes: "How old?"'],
  [
    'smart quotes around a colon',
    'ask: “Say: how old?”\n',
    '1:6 smart-quotes → Write straight quotes: "Say: how old?"',
  ],
  ['smart quotes around a comma', 'ask: {en: “So, how?”}\n', '1:11 smart-quotes → Write straight quotes: "So"'],
  ['single smart quotes', 'a: [‘oui’, b]\n', '1:5 smart-quotes → Write straight quotes: "oui"'],
  ['a smart quote that a straight one ends', 'ask: “How"\n', '1:6 smart-quotes → Write straight quotes: "How"'],
  ['a key in smart quotes', '“ask”: x\n', '1:1 smart-quotes → Write straight quotes: "ask"'],
  ['no space after the colon', 'a:\n  b:1\n  c: 2\n', '2:3 no-space-after-colon → Write b: 1'],
  [
    'an open quote',
    'a: "x\nb: 1\nc: 2\n',
    '1:4 quote-is-open → Close the text with ", or take the one that opens it away.',
  ],
  ['a quote within quotes', 'a: "x "y" z"\n', '1:8 text-after-quote → Write a " within the text as \\".'],
  [
    'an apostrophe in single quotes',
    "a: 'l'appel'\n",
    '1:7 text-after-quote → Begin and end the text with ": an apostrophe ends one in \'.',
  ],
  ['too deep', 'a: 1\n  b: 2\n', '2:3 yaml-syntax → Indent all keys of one map by the same number of spaces.'],
  [
    'not deep enough',
    'a:\n    b: 1\n  c: 2\n',
    '3:1 yaml-syntax → Indent all keys of one map by the same number of spaces.',
  ],
  ['an open bracket', 'a: [x, y\nb: 1\nc: 2\n', '2:1 yaml-syntax → Close it with ] or }, or indent its next lines.'],
  ['an @', 'a: @home\n', '1:4 yaml-syntax → Write "@home"'],
  ['stars', 'a: *not* this\n', '1:10 yaml-syntax → Write "*not* this"'],
  ['a no-break space', 'a:\n\u00a0 b: 1\n', '2:1 no-break-space → Replace it by a space from the space bar.'],
];

describe('a slip in YAML', () => {
  it.each(slips)('%s is told once, with its place and what to write instead', (_, text, expected) => {
    expect(said(text)).toEqual([`a.yaml:${expected}`]);
  });

  it('does not hide another slip on another line', () => {
    expect(said('en: Note: x\nfr: Note : y\n')).toHaveLength(2);
  });

  it('is none where quotes and spaces are part of a text', () => {
    expect(said('en: "He said “yes”"\nfr: « Oui », dit-il\nit: l’arrêt ‘x’\nfr2: Bonjour\u00a0!\n')).toEqual([]);
  });
});
