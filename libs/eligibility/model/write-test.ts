import { num, plainOf } from '../values/number.js';
import type { Expression, FeelTest, Literal } from '../table.js';

/** A cell's test as FEEL. Whoever reads the text gets the same test. */
export function writeTest(test: FeelTest): string {
  switch (test.test) {
    case 'any':
      return '-';
    case 'compare':
      return `${test.operator === '=' ? '' : `${test.operator} `}${writeLiteral(test.to)}`;
    case 'range':
      return writeRange(test);
    case 'some':
      return test.of.every(isPositive) ? test.of.map(writeTest).join(', ') : writeCondition(test);
    case 'not':
      return `not(${writeTest(test.of)})`;
    case 'feel':
      return test.text;
    case 'contains':
    case 'every':
      return writeCondition(test);
  }
}

/** May stand in a list of tests. */
function isPositive({ test }: FeelTest): boolean {
  return test === 'compare' || test === 'range' || test === 'contains';
}

/** `? in (…)` reads several values and ranges, and no single range. */
function isSimpleList(test: FeelTest & { test: 'some' | 'every' }): boolean {
  return (
    test.test === 'some' && test.of.length > 1 && test.of.every((one) => one.test === 'compare' || one.test === 'range')
  );
}

/** The test as a condition over `?`, where `and` and `or` join it with others. */
function writeCondition(test: FeelTest, inner = false): string {
  switch (test.test) {
    case 'any':
      return 'true';
    case 'feel':
      return `? in (${test.text})`;
    case 'compare':
      return `? ${test.operator} ${writeLiteral(test.to)}`;
    case 'range': {
      const { from, to, fromIncluded, toIncluded } = test;
      const both = `? ${fromIncluded ? '>=' : '>'} ${writeLiteral(from)} and ? ${toIncluded ? '<=' : '<'} ${writeLiteral(to)}`;
      return inner ? `(${both})` : both;
    }
    case 'contains':
      return `list contains(?, ${writeWord(test.item)})`;
    case 'not':
      return `not(${writeCondition(test.of)})`;
    case 'some':
    case 'every': {
      if (isSimpleList(test)) return `? in (${test.of.map(writeTest).join(', ')})`;
      const joined = test.of.map((one) => writeCondition(one, true)).join(test.test === 'some' ? ' or ' : ' and ');
      return inner ? `(${joined})` : joined;
    }
  }
}

function writeRange({ from, to, fromIncluded, toIncluded }: FeelTest & { test: 'range' }): string {
  return `${fromIncluded ? '[' : '('}${writeLiteral(from)}..${writeLiteral(to)}${toIncluded ? ']' : ')'}`;
}

function writeLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return writeWord(literal.value);
    case 'number':
      return writeNumber(literal.value);
    case 'boolean':
      return String(literal.value);
    case 'date':
      return `date("${literal.value}")`;
    case 'parameter':
      return literal.by === undefined ? literal.value : `${literal.value}(${literal.by})`;
  }
}

const writeNumber = (value: number): string => plainOf(num(value) ?? num(0)!);

/** A word in quotes. What XML has no place for (controls, halves of letters) is written as its number. */
export function writeWord(text: string): string {
  const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const numbered = (sign: string): string => short[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `"${text.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\ufffe\uffff]|\p{Cs}/gu, numbered)}"`;
}

/** A computed column as FEEL. */
export function writeExpression(expression: Expression, inner = false): string {
  if (expression.op === 'question') return expression.id;
  if (expression.op === 'number') return writeNumber(expression.value);
  if (expression.op === 'feel') return inner ? `(${expression.text})` : expression.text;
  const written = `${writeExpression(expression.left, true)} ${expression.op} ${writeExpression(expression.right, true)}`;
  return inner ? `(${written})` : written;
}
