import { isNumber, Num } from '../../values/number.js';
import type { FeelValue } from '../../values/value.js';
import { type BuiltIn, builtIn, listOf, note, ofOne, ofSingles, spend } from './built-in.js';
import type { Env } from '../env.js';
import { compilePattern, type Pattern } from './pattern.js';
import { replaceWith } from './pattern-replace.js';

/** A function of texts alone. */
const ofTexts = (name: string, signature: string, of: (texts: readonly string[], env: Env) => FeelValue): BuiltIn =>
  builtIn(name, [signature], (values, env) => {
    const texts = values.filter((value) => typeof value === 'string');
    if (texts.length !== values.length) return null;
    for (const text of texts) spend(env, text.length);
    return of(texts, env);
  });

/** Counted in code points. Positions and lengths with a fraction are cut off. */
function substring(text: FeelValue, start: FeelValue, length: FeelValue | undefined): FeelValue {
  if (typeof text !== 'string' || !isNumber(start)) return null;
  if (length !== undefined && length !== null && !isNumber(length)) return null;
  const points = Array.from(text);
  const at = start.trunc().toNumber();
  const count = isNumber(length) ? length.trunc().toNumber() : points.length;
  if (at === 0 || Math.abs(at) > points.length || count < 1) return null;
  const from = at > 0 ? at - 1 : points.length + at;
  return points.slice(from, from + count).join('');
}

function joined(list: FeelValue, delimiter: FeelValue, env: Env): FeelValue {
  if (delimiter !== null && typeof delimiter !== 'string') return null;
  const items = listOf(list, env)?.filter((item) => item !== null);
  const texts = items?.filter((item) => typeof item === 'string');
  if (!items || !texts || texts.length !== items.length) return null;
  spend(
    env,
    texts.reduce((size, text) => size + text.length + (delimiter?.length ?? 0), 0),
  );
  return texts.join(delimiter ?? '');
}

/** Null, with a note that says why, for a pattern that is none or is outside what is read. */
function patternOf(text: FeelValue, flags: FeelValue, env: Env): Pattern | null {
  if (typeof text !== 'string' || (flags !== null && typeof flags !== 'string')) return null;
  spend(env, text.length);
  const pattern = compilePattern(text, flags ?? '');
  return pattern.ok ? pattern : note(env, pattern.code);
}

function matches(input: FeelValue, text: FeelValue, flags: FeelValue, env: Env): FeelValue {
  const pattern = patternOf(text, flags, env);
  if (typeof input !== 'string' || !pattern) return null;
  const found = pattern.find(input, 0, env);
  return found === 'too-long' ? note(env, 'pattern-takes-too-long') : found !== null;
}

function replaced(input: FeelValue, text: FeelValue, by: FeelValue, flags: FeelValue, env: Env): FeelValue {
  const pattern = patternOf(text, flags, env);
  if (typeof input !== 'string' || typeof by !== 'string' || !pattern) return null;
  return replaceWith(pattern, input, by, env);
}

function split(input: FeelValue, delimiter: FeelValue, env: Env): FeelValue {
  const pattern = patternOf(delimiter, null, env);
  if (typeof input !== 'string' || !pattern) return null;
  const parts: string[] = [];
  const points = Array.from(input);
  let from = 0;
  for (const match of pattern.all(input, env) ?? [null]) {
    if (!match) return null;
    parts.push(points.slice(from, match.from).join(''));
    from = match.to;
  }
  return [...parts, points.slice(from).join('')];
}

const two = 'string, match';
const ofStrings: readonly BuiltIn[] = [
  builtIn(
    'substring',
    ['string, start position', 'string, start position, length'],
    ([text = null, start = null, length], env) => {
      spend(env, typeof text === 'string' ? text.length : 0);
      return substring(text, start, length);
    },
  ),
  ofTexts('string length', 'string', ([text = '']) => new Num(Array.from(text).length)),
  ofTexts('upper case', 'string', ([text = '']) => text.toUpperCase()),
  ofTexts('lower case', 'string', ([text = '']) => text.toLowerCase()),
  ofTexts('substring before', two, ([text = '', match = '']) => text.slice(0, Math.max(0, text.indexOf(match)))),
  ofTexts('substring after', two, ([text = '', match = '']) =>
    text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '',
  ),
  ofTexts('contains', two, ([text = '', match = '']) => text.includes(match)),
  ofTexts('starts with', two, ([text = '', match = '']) => text.startsWith(match)),
  ofTexts('ends with', two, ([text = '', match = '']) => text.endsWith(match)),
  builtIn('matches', ['input, pattern', 'input, pattern, flags'], ([input = null, pattern = null, flags = null], env) =>
    matches(input, pattern, flags, env),
  ),
  builtIn(
    'replace',
    ['input, pattern, replacement', 'input, pattern, replacement, flags'],
    ([input = null, pattern = null, by = null, flags = null], env) => replaced(input, pattern, by, flags, env),
  ),
  builtIn('split', ['string, delimiter'], ([text = null, delimiter = null], env) => split(text, delimiter, env)),
];

export const strings: readonly BuiltIn[] = [
  ...ofStrings.map(ofSingles),
  builtIn('string join', ['list', 'list, delimiter'], ([list = null, delimiter = null], env) =>
    joined(list, ofOne(delimiter), env),
  ),
];
