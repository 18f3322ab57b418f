import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { envWith, written } from '../../testing/feel-values.js';
import { TooMuchWork } from '../env.js';
import { builtIns } from './index.js';

const call = (name: string, ...texts: (string | null)[]): string => written(builtIns.get(name)!.call(texts, envWith()));
const noted = (name: string, ...texts: (string | null)[]): string | undefined => {
  const env = envWith(10_000_000);
  builtIns.get(name)!.call(texts, env);
  return env.notes[0]?.code;
};
const matches = (...texts: (string | null)[]): string => call('matches', ...texts);
const replace = (...texts: string[]): string => call('replace', ...texts);

describe('matches', () => {
  it.each([
    ['abracadabra', 'bra', null, 'true'],
    ['\nabcd\ndefg\n', '^$', 'm', 'true'],
    ['abcd\n\ndefg\n ', '^$', 'm', 'true'],
    ['abcd\ndefg', '^$', 'm', 'false'],
    ['abcd\ndefg', '^defg$', '', 'false'],
    ['abcd\ndefg', '^defg$', 'm', 'true'],
    ['Mary\rJones', 'Mary.Jones', '', 'false'],
    ['Mary\rJones', 'Mary.Jones', 's', 'true'],
    ['abc', 'ABC', 'i', 'true'],
    ['abZ', '^[A-Z]*$', 'i', 'true'],
    ['\u212a', 'k', 'i', 'true'],
    ['k', '\u212a', 'i', 'true'],
    ['x', '[A-Z-[OI]]', 'i', 'true'],
    ['O', '[A-Z-[OI]]', 'i', 'false'],
    ['i', '[A-Z-[OI]]', 'i', 'false'],
    ['q', '[^Q]', 'i', 'false'],
    ['hello world', 'hello\\ sworld', 'x', 'true'],
    ['hello world', ' he ll o[ ]worl d ', 'x', 'true'],
    ['hello world', '\\p{ I s B a s i c L a t i n }+', 'x', 'true'],
    ['a', 'a[^b]', '', 'false'],
    ['a ', 'a[^b]', '', 'true'],
    ['aA', '(a)\\1', 'i', 'true'],
    ['x[y-z]', 'x[y-z]', 'q', 'true'],
    ['x[Y-z]', 'X[y-Z]', 'qi', 'true'],
    ['\u{1f600}', '^.$', '', 'true'],
    ['M5V 3L9', '^[A-Z]\\d[A-Z] ?\\d[A-Z]\\d$', '', 'true'],
    ['aaa', '^a{2}$', '', 'false'],
    ['aaa', '^a{2,}$', '', 'true'],
    ['abab', '^(?:ab){2}$', '', 'true'],
    ['ab-', '^[a-]b[-]$', '', 'true'],
    ['a--', '^[a-][-a][-]$', '', 'true'],
    ['éÉ', '^\\w\\W?.$', '', 'true'],
    ['', '^(a|b)*$', '', 'true'],
    ['abba', '^(a|b)*?$', '', 'true'],
    ['', '', '', 'true'],
    ['foobar', '(|x)+r', '', 'true'],
  ])('%j, %j, %j: %s', (input, pattern, flags, result) => {
    expect(matches(input, pattern, flags)).toBe(result);
  });

  it('refuses, with a note, what is malformed or outside', () => {
    for (const pattern of [
      '\\p{ IsBasicLatin}+',
      '(.)\\3',
      '\\3',
      '(asd)[\\1]',
      '1[asd\\0]',
      '(',
      ')',
      'a)',
      '[',
      '[]',
      '[b-a]',
      '*',
      'a**',
      '{',
      'a{',
      'a{2,1}',
      '}',
      ']',
      '\\',
      '\\q',
      '\\p{Xx}',
      '[a[b]',
      '[0-9-.]',
      '(a\\1)',
    ])
      expect([pattern, matches('input', pattern), noted('matches', 'input', pattern)]).toEqual([
        pattern,
        'null',
        'pattern-is-malformed',
      ]);
    for (const pattern of ['(?=a)', '(?<n>a)', 'a{1001}', '\\p{IsOgham}', `${'('.repeat(60)}a${')'.repeat(60)}`, '^*'])
      expect([pattern, noted('matches', 'input', pattern)]).toEqual([pattern, 'pattern-is-outside']);
    expect(noted('matches', 'input', 'a'.repeat(1_001))).toBe('pattern-is-too-long');
    for (const flags of ['p', ' ', 'X', 'g']) expect(noted('matches', 'a', 'a', flags)).toBe('pattern-flag-is-unknown');
  });

  it('ends, whatever the pattern', () => {
    const many = 'a'.repeat(3_000);
    for (const pattern of ['^(a+)+$', '^(a|a)*$', '^(a*)*b', '(.*)*x', '^.*.*.*.*.*x$', '^(a|aa)+b$', '^((a?){5})*b'])
      expect([pattern, noted('matches', `${many}!`, pattern)]).toEqual([pattern, 'pattern-takes-too-long']);
    const env = envWith(5_000);
    expect(() => builtIns.get('matches')!.call([`${many}!`, '^.*.*.*x$'], env)).toThrow(TooMuchWork);
    expect(matches(many.repeat(30), '^[a-z]*$')).toBe('true');
    expect(matches('ab'.repeat(240), '^((a)|(?:(b)))*$')).toBe('true');
  });

  it('agrees with JavaScript where the two mean the same', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      'c',
      '.',
      '[ab]',
      '[^a]',
      '\\d',
      '1',
      '(a)',
      '(a|b)',
      '(?:bc)',
      '(a*b)',
      '^',
      '$',
    );
    const piece = fc
      .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '{2}', '{1,2}'))
      .map(([one, times]) => (one === '^' || one === '$' ? one : one + times));
    const pattern = fc
      .array(fc.oneof(piece, fc.constant('|')), { minLength: 1, maxLength: 6 })
      .map((pieces) => pieces.join(''));
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '1', ' '), { maxLength: 8 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(text, pattern, (input, source) => {
        const theirs = new RegExp(source, 'u');
        expect(matches(input, source)).toBe(String(theirs.test(input)));
        fc.pre(!theirs.test(''));
        expect(replace(input, source, '[$0]')).toBe(written(input.replace(new RegExp(source, 'gu'), '[$&]')));
        const parts = input.split(new RegExp(source.replace(/\((?!\?)/g, '(?:'), 'u'));
        fc.pre(input !== '');
        expect(call('split', input, source)).toBe(written(parts));
      }),
      { numRuns: process.env['DEEP'] ? 5_000 : 300 },
    );
  });
});

describe('replace', () => {
  it.each([
    ['abcd', '(ab)|(a)', '[1=$1][2=$2]', '', '[1=ab][2=]cd'],
    ['foobar', '^fo*b*', '#', '', '#ar'],
    ['abc', '.^[d-z]', '#', '', 'abc'],
    ['abracadabra', 'a.*?a', '*', '', '*c*bra'],
    ['abracadabra', 'a(.)', 'a$1$1', '', 'abbraccaddabbra'],
    ['0123456789', '(\\d{3})(\\d{3})(\\d{4})', '($1) $2-$3', '', '(012) 345-6789'],
    ['facetiously', '[iouy]', '[$0]', '', 'facet[i][o][u]sl[y]'],
    ['a b c d ', '[a-z]', '#', 'x', '# # # # '],
    ['abc', '[A-Z]', '#', 'i', '###'],
    ['a', '(a)', '$12', '', 'a2'],
    ['a', 'a', '\\$\\\\', '', '$\\'],
    ['\u{1f600}a', '.', 'x', '', 'xx'],
  ])('%j, %j, %j, %j: %j', (input, pattern, by, flags, result) => {
    expect(replace(input, pattern, by, flags)).toBe(written(result));
  });

  it('is null where the pattern also takes nothing, or the replacement is malformed', () => {
    expect([replace('abc', 'x*', '#'), replace('abc', 'a', '$'), replace('abc', 'a', 'a\\b')]).toEqual([
      'null',
      'null',
      'null',
    ]);
  });
});

describe('split', () => {
  it('parts a text where a pattern takes something', () => {
    expect(call('split', 'John Doe', '\\s')).toBe('["John", "Doe"]');
    expect(call('split', 'a;b;c;;', ';')).toBe('["a", "b", "c", "", ""]');
    expect(call('split', '', ';')).toBe('[""]');
    expect([call('split', 'abc', ''), call('split', 'foo', null)]).toEqual(['null', 'null']);
  });
});
