import { describe, expect, it } from '@jest/globals';
import { envWith, feel, type Plain, written } from '../../testing/feel-values.js';
import { equal } from '../../values/equal.js';
import { compare } from '../../values/compare.js';
import type { FeelFunction, FeelValue } from '../../values/value.js';
import { TooMuchWork } from '../env.js';
import { arranged } from './built-in.js';
import { builtIns } from './index.js';

function call(name: string, ...values: Plain[]): FeelValue {
  const found = builtIns.get(name);
  if (!found) throw new Error(name);
  return found.call(values.map(feel), envWith());
}

type Row = readonly [name: string, values: readonly Plain[], result: Plain];
const under = (title: string, rows: readonly Row[]): void => {
  describe(title, () => {
    it.each(rows.map(([name, values, result]) => ({ name, values, result })))(
      '$name($values) is $result',
      ({ name, values, result }) => {
        expect(written(call(name, ...values))).toBe(written(feel(result)));
      },
    );
  });
};

const precedes = (test: (a: FeelValue, b: FeelValue) => FeelValue): FeelFunction => ({
  kind: 'function',
  parameters: ['a', 'b'],
  call: ([a = null, b = null]) => test(a, b),
});
const larger = precedes((a, b) => (compare(a, b) ?? 0) > 0);

under('conversion', [
  ['date', ['2017-12-31'], '@2017-12-31'],
  ['date', ['@2017-08-14T14:25:00Z'], '@2017-08-14'],
  ['date', [-2017, 12, 31], '@-2017-12-31'],
  ['date', [2017, 13, 31], null],
  ['date', ['2017-12-31', null, null], null],
  ['date', [2017, null, null], null],
  ['date', [1], null],
  ['date', [], null],
  ['date', [2017, 1.5, 1], null],
  ['date and time', ['2012-12-24'], '@2012-12-24T00:00:00'],
  ['date and time', ['@2017-08-10T10:20:00@Europe/Paris', '@23:59:01'], '@2017-08-10T23:59:01'],
  ['date and time', ['@2017-01-01', '@23:59:01Z'], '@2017-01-01T23:59:01Z'],
  ['date and time', ['@2017-01-01', null], null],
  ['date and time', [2020, 2, 29, 1, 2, 3.25], '@2020-02-29T01:02:03.25'],
  ['date and time', [2020, 2, 29, 1, 2, 3, '@PT2H'], '@2020-02-29T01:02:03+02:00'],
  ['date and time', [2020, 2, 29, 1, 2, 3, 'America/Toronto'], '@2020-02-29T01:02:03@America/Toronto'],
  ['date and time', [2020, 2, 29, 1, 2, 3, 'No/Where'], null],
  ['date and time', [2020, 2, 30, 1, 2, 3], null],
  ['time', ['11:22:33.444'], '@11:22:33.444'],
  ['time', ['@2017-08-10T10:20:00+01:00'], '@10:20:00+01:00'],
  ['time', ['@2017-08-10'], '@00:00:00Z'],
  ['time', [11, 59, 45, null], '@11:59:45'],
  ['time', [11, 59, 45, '@-PT2H45M55S'], '@11:59:45-02:45:55'],
  ['time', [12, 59, 1.3, '@-PT1H'], '@12:59:01.3-01:00'],
  ['time', [11, 59, 45, '@PT19H'], null],
  ['time', [24, 59, 45, null], null],
  ['time', [23, 59, -1, null], null],
  ['time', [null, 11, 45, null], null],
  ['number', ['1.000.000,01', '.', ','], 1000000.01],
  ['number', ['1 000 000.01', ' ', '.'], 1000000.01],
  ['number', ['1,000,000.00', ',', null], 1000000],
  ['number', ['1,000,000.01', ' ', '.'], null],
  ['number', ['1,000,000.01', ',', ':'], null],
  ['number', ['1,000,000.00', ',', ','], null],
  ['number', ['1,5,5', null, ','], null],
  ['number', ['1.5', null, ','], null],
  ['number', [123, '.', '.'], null],
  ['number', ['1', '.'], null],
  ['number', ['00123'], 123],
  ['number', [11.11], 11.11],
  ['number', ['1 2 3'], null],
  ['string', [1.1], '1.1'],
  ['string', ['a'], 'a'],
  ['string', [null], null],
  ['string', ['@PT1000M'], 'PT16H40M'],
  ['string', [[1, 'a', { b: null }]], '[1, "a", {b: null}]'],
  ['duration', ['P26M'], '@P2Y2M'],
  ['duration', ['@P1D'], '@P1D'],
  ['duration', [2017], null],
  ['years and months duration', ['@2011-12-22', '@2013-08-24'], '@P1Y8M'],
  ['years and months duration', ['@2013-08-24', '@2011-12-22'], '@-P1Y8M'],
  ['years and months duration', ['@2014-12-31T23:59:59', '@-2019-10-01T12:32:59'], '@-P4033Y2M'],
  ['years and months duration', ['@2017-09-05T10:20:00-01:00', '@-2019-10-01T12:32:59+02:00'], '@-P4035Y11M'],
  ['years and months duration', ['@-2016-01-30T09:05:00', '@-2017-02-28T02:02:02'], '@-P11M'],
  ['years and months duration', ['@2011-08-25T15:59:59@Europe/Paris', '@2015-08-25T15:20:59+02:00'], '@P4Y'],
  ['years and months duration', ['@2013-08-24', '@2017-12-15T00:59:59'], '@P4Y3M'],
  ['years and months duration', ['@2017-02-28T23:59:59', '@2019-07-23'], '@P2Y4M'],
  ['not', [true], false],
  ['not', [0], null],
  ['not', ['true'], null],
]);

under('one value in a list, where no list is wanted', [
  ['upper case', [['a']], 'A'],
  ['contains', [['foobar'], ['of']], false],
  ['upper case', [['a', 'b']], null],
  ['upper case', [[]], null],
  ['abs', [[-1]], 1],
  ['date', [['2017-12-31']], '@2017-12-31'],
  ['day of year', [['@2017-01-02']], 2],
  ['before', [[1], 2], true],
  ['remove', [[1, 2], [1]], [2]],
  ['string join', [['a', 'b'], ['-']], 'a-b'],
  ['get value', [[{ a: 1 }], ['a']], 1],
  ['string', [[1]], '[1]'],
  ['list contains', [[[1]], [1]], true],
  ['is', [[1], 1], false],
]);

describe('arguments by name', () => {
  const named = (name: string, values: Readonly<Record<string, Plain>>): string => {
    const found = builtIns.get(name)!;
    const how = arranged(found, Object.keys(values), Object.keys(values).length);
    return how ? written(found.call(how.values(Object.values(values).map(feel)), envWith(), how.named)) : 'do not fit';
  };

  it('say which form of a function is meant', () => {
    const context = { a: { b: 1 } };
    expect(named('context put', { keys: ['a', 'b'], value: 2, context })).toBe('{a: {b: 2}}');
    expect(named('context put', { key: ['a', 'b'], value: 2, context })).toBe('null');
    expect(named('list replace', { list: [1, 2], position: 1, newItem: 3 })).toBe('[3, 2]');
    expect(named('list replace', { list: [1, 2], match: 1, newItem: 3 })).toBe('null');
    expect(named('abs', { number: 1 })).toBe('do not fit');
  });

  it('that `is` is not given are null', () => {
    expect([named('is', { value1: 1 }), named('is', { value2: null })]).toEqual(['false', 'true']);
    expect(named('is', { value1: 1, other: 1 })).toBe('do not fit');
  });
});

describe('range', () => {
  it('reads what is written out, and nothing else', () => {
    const shown = (text: string): string => written(call('range', text));
    expect(shown(' [ 1 .. 3 ] ')).toBe('[1..3]');
    expect(shown(']18..21[')).toBe('(18..21)');
    expect(shown('["a".."c]"]')).toBe('["a".."c]"]');
    expect(shown('["a\\u0041".."c..d"]')).toBe('["aA".."c..d"]');
    expect(shown('[date("1970-01-01")..@"1970-01-02"]')).toBe('[@"1970-01-01"..@"1970-01-02"]');
    expect(shown('[date and time("1970-01-01T00:00:00")..@"1970-01-02T00:00:00"]')).toContain(
      'T00:00:00"..@"1970-01-02T',
    );
    expect([shown('[2..)'), shown('(2..)'), shown('(..2]'), shown('(..2)')]).toEqual([
      '(>= 2)',
      '(> 2)',
      '(<= 2)',
      '(< 2)',
    ]);
    const wrong =
      '[..2]|[1..]|[3..1]|["z".."a"]|[1.."b"]|[null..null]|>=10|| |[1..2|[date(string("1970-01-01"))..@"1970-01-02"]|[@"1970-01-01"..@"1970-01-02T00:00:00"]|[a..b]|[1...3]|["a]|(..)|[constructor("a")..2]';
    for (const text of wrong.split('|')) expect([text, shown(text)]).toEqual([text, 'null']);
    expect(written(call('range', '@[1..3]'))).toBe('null');
  });
});

under('texts', [
  ['substring', ['foobar', 3], 'obar'],
  ['substring', ['foobar', 3, 3.8], 'oba'],
  ['substring', ['foobar', -2, 1], 'a'],
  ['substring', ['foobar', -6, 6], 'foobar'],
  ['substring', ['foobar', 3, 100], 'obar'],
  ['substring', ['foobar', 0], null],
  ['substring', ['foobar', 7], null],
  ['substring', ['foobar', 3, null], 'obar'],
  ['substring', ['\u{1f600}bc', 2, 1], 'b'],
  ['substring', [1, 2], null],
  ['string length', ['\u{1f600}bc'], 3],
  ['string length', [''], 0],
  ['string length', [null], null],
  ['upper case', ['aBc4é'], 'ABC4É'],
  ['lower case', ['aBc4É'], 'abc4é'],
  ['substring before', ['foobar', 'bar'], 'foo'],
  ['substring before', ['foobar', 'x'], ''],
  ['substring before', ['abc', ''], ''],
  ['substring after', ['foobar', 'ob'], 'ar'],
  ['substring after', ['foobar', 'x'], ''],
  ['substring after', ['foobar', ''], 'foobar'],
  ['contains', ['foobar', 'oba'], true],
  ['contains', ['foobar', null], null],
  ['starts with', ['foobar', 'fo'], true],
  ['ends with', ['foobar', 'r'], true],
  ['string join', [['a', 'b', null, 'c'], '_'], 'a_b_c'],
  ['string join', [['a', 'b']], 'ab'],
  ['string join', [['a', 'b'], null], 'ab'],
  ['string join', [[], 'x'], ''],
  ['string join', ['a', 'x'], 'a'],
  ['string join', [['a', 1], 'x'], null],
  ['string join', [null], null],
]);

under('lists', [
  ['list contains', [[1, 2, null], null], true],
  ['list contains', [[1, 2, 3], '2'], false],
  ['list contains', [['a'], 'a'], true],
  ['list contains', [null, 1], null],
  ['count', [[1, null]], 2],
  ['count', ['a'], 1],
  ['count', [null], null],
  ['count', [1, 2], null],
  ['min', [[3, 1, 2]], 1],
  ['min', [3, 1, 2], 1],
  ['max', ['@2020-01-01', '@2021-01-01'], '@2021-01-01'],
  ['max', [['a', 'b']], 'b'],
  ['max', [[1, 'b']], null],
  ['max', [[1, null]], null],
  ['max', [[true, false]], null],
  ['min', [[]], null],
  ['min', [null], null],
  ['min', [], null],
  ['sum', [[0.1, 0.2]], 0.3],
  ['sum', [1, 2, 3], 6],
  ['sum', [[]], null],
  ['sum', [[1, null]], null],
  ['mean', [1, 2, 6], 3],
  ['mean', [[]], null],
  ['product', [[2.5, 1, 2.5, 3]], 18.75],
  ['product', [6], 6],
  ['product', [[1, 'foo']], null],
  ['median', [[8, 2, 5, 3, 4]], 4],
  ['median', [6, 1, 2, 3], 2.5],
  ['median', [[]], null],
  ['stddev', [47], null],
  ['stddev', [[1, 1]], 0],
  ['mode', [[3, 6, 1, 9, 6, 1, 3]], [1, 3, 6]],
  ['mode', [[]], []],
  ['mode', [6], [6]],
  ['all', [[true, null, false]], false],
  ['all', [[true, 123, true]], null],
  ['all', [[]], true],
  ['all', [null], null],
  ['all', [123], null],
  ['all', [], null],
  ['any', [false, null, true], true],
  ['any', [[false, null]], null],
  ['any', [[]], false],
  ['sublist', [[1, 2, 3], 2], [2, 3]],
  ['sublist', [[1, 2, 3], -1, 1], [3]],
  ['sublist', [[1, 2, 3], 1, 2], [1, 2]],
  ['sublist', [[1, 2, 3], 4], null],
  ['sublist', [[1, 2, 3], 3, 2], null],
  ['sublist', [[1, 2, 3], 1, 0], null],
  ['append', [[1], 2, null], [1, 2, null]],
  ['append', [1, [2]], [1, [2]]],
  ['append', [null, 1], null],
  ['append', [[1]], null],
  ['concatenate', [[1, 2], [2], 3], [1, 2, 2, 3]],
  ['concatenate', [[1], null], null],
  ['insert before', [[1, 3], 2, 2], [1, 2, 3]],
  ['insert before', [[1, 3], -2, 2], [2, 1, 3]],
  ['insert before', [[1, 3], 3, 2], null],
  ['remove', [[1, 2, 3], -1], [1, 2]],
  ['remove', [[1, 2, 3], 0], null],
  ['list replace', [[1, 2, 3], 2, 4], [1, 4, 3]],
  ['list replace', [[1, 2, 3], -1, null], [1, 2, null]],
  ['list replace', [[1, 2, 3], 2.5, 4], null],
  ['list replace', [1, 1, 5], [5]],
  ['list replace', [[2, 4, 7, 8], precedes((item, by) => (compare(item, by) ?? 0) < 0), 5], [5, 5, 7, 8]],
  ['list replace', [[2, 4], precedes((item) => item), 5], null],
  ['list replace', [[2, 4], { kind: 'function', parameters: ['item'], call: () => true }, 5], null],
  ['reverse', [[1, 2, 3]], [3, 2, 1]],
  ['index of', [[1, 2, 1, null], 1], [1, 3]],
  ['index of', [[1, null], null], [2]],
  [
    'union',
    [
      [1, 2],
      [2, 3],
    ],
    [1, 2, 3],
  ],
  ['distinct values', [[1, '1', 1, null, null]], [1, '1', null]],
  ['flatten', [[[1, [2]], [[[3]]], 4]], [1, 2, 3, 4]],
  ['sort', [[3, 1, 2], larger], [3, 2, 1]],
  ['sort', [[1, 'a'], precedes(() => null)], null],
  ['sort', [[1, 2], { kind: 'function', parameters: ['a'], call: () => true }], null],
]);

describe('sort', () => {
  it('leaves in their order those that neither precedes', () => {
    const list = ['b1', 'a1', 'b2', 'a2', 'c1', 'a3'];
    const byLetter = precedes((a, b) => String(a)[0]! < String(b)[0]!);
    expect(call('sort', list, byLetter)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1']);
  });
});

under('numbers', [
  ['decimal', [2.5, 0], 2],
  ['decimal', [1.5, 0], 2],
  ['decimal', [0.515, 2], 0.52],
  ['decimal', [0.333, 2.5], 0.33],
  ['decimal', [1250, -2], 1200],
  ['decimal', [49, -2], 0],
  ['decimal', [1, -6112], null],
  ['decimal', [1, 6177], null],
  ['decimal', ['1', 0], null],
  ['floor', [-1.56], -2],
  ['floor', [-1.56, 1], -1.6],
  ['ceiling', [1.5], 2],
  ['ceiling', [-1.56, 1], -1.5],
  ['round up', [5.5, 0], 6],
  ['round up', [-1.126, 2], -1.13],
  ['round up', [1, -2], 100],
  ['round down', [-1.129, 2], -1.12],
  ['round half up', [-2.5, 0], -3],
  ['round half down', [-2.5, 0], -2],
  ['round half down', [2.51, 0], 3],
  ['abs', [-10], 10],
  ['abs', ['@-PT5H'], '@PT5H'],
  ['abs', ['@-P5Y'], '@P5Y'],
  ['abs', ['-1'], null],
  ['modulo', [12, 5], 2],
  ['modulo', [-12, 5], 3],
  ['modulo', [12, -5], -3],
  ['modulo', [10.1, 4.5], 1.1],
  ['modulo', [-10.1, 4.5], 3.4],
  ['modulo', [1, 0], null],
  ['sqrt', [16], 4],
  ['sqrt', [-3], null],
  ['log', [1], 0],
  ['log', [0], null],
  ['log', [-1], null],
  ['exp', [0], 1],
  ['exp', [1e9], null],
  ['exp', [-1e9], 0],
  ['odd', [5], true],
  ['odd', [-2], false],
  ['odd', [2.5], null],
  ['even', [0], true],
  ['even', ['4'], null],
]);

describe('numbers of 34 digits', () => {
  it('come out of roots, logarithms and deviations', () => {
    expect(written(call('sqrt', 2))).toBe('1.414213562373095048801688724209698');
    expect(written(call('log', 10))).toBe('2.302585092994045684017991454684364');
    expect(written(call('exp', 1))).toBe('2.718281828459045235360287471352662');
    expect(written(call('stddev', [2, 4, 7, 5]))).toBe('2.081665999466132735282297706979931');
  });

  it('are rounded away from zero even where they are next to nothing', () => {
    expect(written(call('floor', -1, -6111))).toBe(`-1${'0'.repeat(6111)}`);
    expect(written(call('round up', feel('1') && call('number', '1e-6000'), -200))).toBe(`1${'0'.repeat(200)}`);
  });
});

under('dates', [
  ['is', ['@2012-12-25', '@23:00:50'], false],
  ['is', ['@2012-12-25', '@2012-12-25'], true],
  ['is', ['@23:00:50Z', '@23:00:50'], false],
  ['is', ['@23:00:50Z', '@23:00:50+00:00'], true],
  ['is', ['@23:00:50.1', '@23:00:50.2'], false],
  ['is', ['@2012-12-25T23:00:50Z', '@2012-12-26T00:00:50+01:00'], false],
  ['is', [1, '1'], false],
  ['is', [null, null], true],
  ['is', ['@P1D', '@PT24H'], true],
  ['day of year', ['@2019-09-17'], 260],
  ['day of year', ['@2020-12-31T00:00:00'], 366],
  ['day of week', ['@2019-09-17'], 'Tuesday'],
  ['day of week', ['@999999999-12-31'], 'Friday'],
  ['month of year', ['@2019-09-17'], 'September'],
  ['week of year', ['@2005-01-01'], 53],
  ['week of year', ['2005-01-01'], null],
  ['now', [], '@2026-03-04T00:00:00'],
  ['today', [], '@2026-03-04'],
  ['today', [1], null],
]);

under('ranges', [
  ['before', [1, 10], true],
  ['before', [10, 10], false],
  ['before', [1, '@[1..10]'], false],
  ['before', [1, '@(1..10]'], true],
  ['before', ['@[1..10)', 10], true],
  ['before', ['@[1..10]', '@[10..20]'], false],
  ['before', ['@[1..10)', '@[10..20]'], true],
  ['before', [1, 'a'], null],
  ['before', [1, null], null],
  ['before', ['@(..5)', 5], true],
  ['before', [5, '@(..5)'], false],
  ['after', [10, 5], true],
  ['after', [12, '@[1..12)'], true],
  ['after', ['@(11..20]', 11], true],
  ['after', ['@[11..20]', '@[1..11)'], true],
  ['meets', ['@[1..5]', '@[5..10]'], true],
  ['meets', ['@[1..5)', '@[5..10]'], false],
  ['met by', ['@[5..10]', '@[1..5]'], true],
  ['overlaps', ['@[1..5]', '@[3..8]'], true],
  ['overlaps', ['@[1..5]', '@[5..8]'], true],
  ['overlaps', ['@[1..5]', '@(5..8]'], false],
  ['overlaps', ['@(5..8]', '@[1..5]'], false],
  ['overlaps', ['@[1..8]', '@[3..5]'], true],
  ['overlaps before', ['@[1..5]', '@[3..8]'], true],
  ['overlaps before', ['@[1..5]', '@(1..5]'], true],
  ['overlaps before', ['@[1..5)', '@[5..8]'], false],
  ['overlaps before', ['@[1..8]', '@[3..5]'], false],
  ['overlaps after', ['@[3..8]', '@[1..5]'], true],
  ['overlaps after', ['@(1..5]', '@[1..5)'], true],
  ['overlaps after', ['@(1..5]', '@[1..6]'], false],
  ['finishes', [10, '@[1..10]'], true],
  ['finishes', [10, '@[1..10)'], false],
  ['finishes', ['@[5..10)', '@[1..10]'], false],
  ['finishes', ['@(1..10]', '@[1..10]'], true],
  ['finished by', ['@[1..10]', 10], true],
  ['finished by', ['@[1..10]', '@(1..10]'], true],
  ['includes', ['@[1..10]', 5], true],
  ['includes', ['@(1..10]', 1], false],
  ['includes', ['@[1..10]', '@[1..10)'], true],
  ['includes', ['@[1..10)', '@[1..10]'], false],
  ['includes', ['@(..10]', '@[1..10]'], true],
  ['includes', [1, '@[1..10]'], null],
  ['during', [5, '@[1..10]'], true],
  ['during', ['@(1..10)', '@[1..10]'], true],
  ['starts', [1, '@[1..10]'], true],
  ['starts', [1, '@(1..10]'], false],
  ['starts', ['@[1..10)', '@[1..10]'], true],
  ['starts', ['@(1..5]', '@[1..10]'], false],
  ['started by', ['@[1..10]', '@[1..10)'], true],
  ['coincides', [5, 5], true],
  ['coincides', ['@[1..5]', '@[1..5]'], true],
  ['coincides', ['@(1..5)', '@[1..5]'], false],
  ['coincides', ['@[1..5]', 5], null],
]);

under('contexts', [
  ['get value', [{ a: 1 }, 'a'], 1],
  ['get value', [{ a: 1 }, 'constructor'], null],
  ['get value', [[], 'a'], null],
  [
    'get entries',
    [{ a: 1, b: 'x' }],
    [
      { key: 'a', value: 1 },
      { key: 'b', value: 'x' },
    ],
  ],
  ['get entries', [{}], []],
  ['get entries', [[1]], null],
  [
    'context',
    [
      [
        { key: 'a', value: 1 },
        { key: 'b', value: null },
      ],
    ],
    { a: 1, b: null },
  ],
  ['context', [{ key: 'a', value: 1 }], { a: 1 }],
  [
    'context',
    [
      [
        { key: 'a', value: 1 },
        { key: 'a', value: 1 },
      ],
    ],
    null,
  ],
  ['context', [[{ key: 'a' }]], null],
  ['context', [[]], {}],
  ['context put', [{ a: 1, b: 2, c: 3 }, 'b', 3], { a: 1, b: 3, c: 3 }],
  ['context put', [{}, '', 1], { '': 1 }],
  ['context put', [{}, 'a', null], { a: null }],
  ['context put', [{ x: 1, y: { a: 0 } }, ['y', 'b'], 2], { x: 1, y: { a: 0, b: 2 } }],
  ['context put', [{ x: 1, y: { a: 0 } }, ['y', 'b'], null], { x: 1, y: { a: 0, b: null } }],
  ['context put', [{ x: 1, y: { a: 0 } }, ['y', 'a', 'b'], 2], null],
  ['context put', [{ x: 1 }, ['y', null], 2], null],
  ['context put', [{ x: 1 }, [], 2], null],
  ['context put', [{}, 1, 1], null],
  ['context put', [null, 'a', 1], null],
  ['context merge', [[{ a: 1, b: 2 }, { b: 3 }]], { a: 1, b: 3 }],
  ['context merge', [[{ a: 1 }, null]], null],
]);

describe('every function', () => {
  const values: readonly Plain[] = [
    null,
    true,
    0,
    -1,
    2.5,
    '',
    'a(',
    [],
    [1, 'a', null],
    {},
    '@2020-02-29',
    '@23:59:59@Europe/Paris',
    '@2020-02-29T00:00:00Z',
    '@P1D',
    '@-P1M',
    '@[1..5]',
    '@(..5)',
    larger,
  ];

  it('gives a value or null for whatever it is given', () => {
    const made = values.map(feel);
    for (const { name, call, signatures } of builtIns.values()) {
      made.forEach((a, index) => {
        const b = made[(index * 7 + name.length) % made.length]!;
        for (const given of [[], [a], [a, b], [b, a], [a, a], [a, b, a], [b, a, a], [b, a, a, b]]) {
          const env = envWith();
          const result = call(given, env);
          if (result === undefined || env.notes.length > 1) throw new Error(name);
        }
      });
      expect(signatures.length).toBeGreaterThan(0);
    }
  });

  it('stops when it takes more work than it is allowed', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => feel(index));
    for (const [name, ...rest] of [
      ['distinct values'],
      ['flatten'],
      ['reverse'],
      ['union', many],
      ['sort', larger],
    ] as const) {
      const given: FeelValue[] = [many, ...rest];
      expect(() => builtIns.get(name)!.call(given, envWith(1_500))).toThrow(TooMuchWork);
    }
  });

  it('stops at lists that are small and hold very much', () => {
    const twice = (of: FeelValue): FeelValue => [of, of];
    const [a, b] = [0, 0].map(() => Array.from({ length: 60 }).reduce<FeelValue>((of) => twice(of), [])) as [
      FeelValue,
      FeelValue,
    ];
    for (const [name, ...given] of [
      ['string', a],
      ['flatten', a],
      ['list contains', [a], b],
      ['distinct values', [a, b]],
    ] as const) {
      expect(() => builtIns.get(name)!.call(given as FeelValue[], envWith(10_000))).toThrow(TooMuchWork);
    }
  });

  it('compares with itself as FEEL does', () => {
    for (const value of values) expect(equal(feel(value), feel(value))).not.toBeNull();
  });
});
