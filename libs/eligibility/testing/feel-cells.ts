import type { Domain, Value } from '../index.js';

/** All answers of one person. */
export type Person = Readonly<Record<string, Value>>;

/** What is said, as FEEL, and what it means, without any of FEEL. */
export interface Said {
  readonly feel: string;
  readonly means: (person: Person) => boolean;
}

/** The questions that such cells are about, and values that each can have: all of them, where there are few. */
export const feelDomains: Readonly<Record<string, Domain>> = {
  wish: { kind: 'choice', values: ['housing', 'home care', 'food'] },
  needs: { kind: 'multi', values: ['ramp', 'ride', 'rest'] },
  size: { kind: 'number', min: 1, max: 4, step: 1 },
  owed: { kind: 'number', min: 0, step: 1 },
  town: { kind: 'text' },
  born: { kind: 'date' },
  on: { kind: 'date' },
  helped: { kind: 'boolean' },
};
export const feelValues: ReadonlyMap<string, readonly Value[]> = new Map<string, readonly Value[]>([
  ['wish', ['housing', 'home care', 'food']],
  [
    'needs',
    [[], ['ramp'], ['ride'], ['rest'], ['ride', 'ramp'], ['ramp', 'rest'], ['rest', 'ride'], ['ramp', 'ride', 'rest']],
  ],
  ['size', [1, 2, 3, 4]],
  ['owed', [0, 1, 2, 7, 1200]],
  ['town', ['', 'Moose Factory', 'moose', '12', 'Éveil']],
  ['born', ['2000-02-29', '2008-03-01', '2008-02-28']],
  ['on', ['2018-02-28', '2018-03-01', '2026-02-28']],
  ['helped', [true, false]],
]);

const text = (person: Person, question: string): string => String(person[question]);
const list = (person: Person, question: string): readonly string[] => person[question] as readonly string[];
const number = (person: Person, question: string): number => Number(person[question]);

/** Years that are full, by the calendar. */
function fullYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** Cells by the question of their column. `own`: they ask its answer alone. */
export const feelCells: Readonly<Record<string, readonly Said[]>> = {
  wish: [
    { feel: 'starts with(?, "ho")', means: (who) => /^ho/.test(text(who, 'wish')) },
    { feel: 'not(ends with(?, "ing"), "food")', means: (who) => text(who, 'wish') === 'home care' },
    { feel: 'string length(?) > 4', means: (who) => text(who, 'wish').length > 4 },
    { feel: '"food", contains(?, " ")', means: (who) => /food| /.test(text(who, 'wish')) },
    { feel: 'upper case(?) = "FOOD"', means: (who) => text(who, 'wish') === 'food' },
    { feel: 'number(?) > 1', means: () => false },
    { feel: '? = "food" or size > 2', means: (who) => text(who, 'wish') === 'food' || number(who, 'size') > 2 },
  ],
  needs: [
    { feel: 'count(?) >= 2', means: (who) => list(who, 'needs').length >= 2 },
    { feel: 'every x in ? satisfies starts with(x, "r")', means: () => true },
    { feel: 'some x in ? satisfies contains(x, "ri")', means: (who) => list(who, 'needs').includes('ride') },
    {
      feel: 'count(?[item != "ramp"]) = size - 1',
      means: (who) => list(who, 'needs').filter((one) => one !== 'ramp').length === number(who, 'size') - 1,
    },
    { feel: 'list contains(?, "ramp") and count(?) = 1', means: (who) => list(who, 'needs').join() === 'ramp' },
    { feel: 'not(list contains(?, "rest"))', means: (who) => !list(who, 'needs').includes('rest') },
  ],
  size: [
    { feel: 'odd(?)', means: (who) => number(who, 'size') % 2 === 1 },
    { feel: '? * 1.1 > 3.3', means: (who) => number(who, 'size') === 4 },
    { feel: 'modulo(?, 3) = 1, 2', means: (who) => [1, 2, 4].includes(number(who, 'size')) },
    { feel: '[5 - 3..2 * 2)', means: (who) => [2, 3].includes(number(who, 'size')) },
    { feel: '< count(needs)', means: (who) => number(who, 'size') < list(who, 'needs').length },
    { feel: 'if helped then ? > 1 else ? > 3', means: (who) => number(who, 'size') > (who['helped'] === true ? 1 : 3) },
  ],
  owed: [
    { feel: 'even(?)', means: (who) => number(who, 'owed') % 2 === 0 },
    { feel: '? / size >= 2', means: (who) => number(who, 'owed') / number(who, 'size') >= 2 },
    { feel: '12 * 100', means: (who) => number(who, 'owed') === 1200 },
  ],
  town: [
    {
      feel: 'starts with(lower case(?), "moose")',
      means: (who) => text(who, 'town').toLowerCase().startsWith('moose'),
    },
    { feel: 'matches(?, "^[0-9]+$")', means: (who) => /^[0-9]+$/.test(text(who, 'town')) },
    { feel: 'number(?) > 3', means: (who) => text(who, 'town') === '12' },
    { feel: 'not(number(?) > 3)', means: () => false },
    { feel: 'substring(?, 1, 1) = "É"', means: (who) => text(who, 'town').startsWith('É') },
  ],
  born: [
    { feel: '?.year > 2005', means: (who) => Number(text(who, 'born').slice(0, 4)) > 2005 },
    { feel: '> date("2026-03-01") - duration("P18Y")', means: (who) => text(who, 'born') > '2008-03-01' },
    {
      feel: 'years and months duration(?, on) >= duration("P18Y")',
      means: (who) => fullYears(text(who, 'born'), text(who, 'on')) >= 18,
    },
    { feel: '< on', means: (who) => text(who, 'born') < text(who, 'on') },
  ],
  helped: [
    { feel: 'not(?)', means: (who) => who['helped'] === false },
    { feel: '? = (size > 2)', means: (who) => who['helped'] === number(who, 'size') > 2 },
  ],
  'count(needs) * size': [
    { feel: '>= 4', means: (who) => list(who, 'needs').length * number(who, 'size') >= 4 },
    { feel: '[1..3]', means: (who) => [1, 2, 3].includes(list(who, 'needs').length * number(who, 'size')) },
  ],
  'substring(town, 1, 1)': [
    { feel: '"M", "m"', means: (who) => /^m/i.test(text(who, 'town')) },
    { feel: 'not("M")', means: (who) => !/^M/.test(text(who, 'town')) && text(who, 'town') !== '' },
  ],
};
