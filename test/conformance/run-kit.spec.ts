import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { num } from '../../libs/eligibility/values/number.js';
import { parseDateTime, parseTime } from '../../libs/eligibility/values/parse-time.js';
import type { FeelValue } from '../../libs/eligibility/values/value.js';
import { difference } from './compare.js';
import { readCases, type Written } from './read-cases.js';
import { report } from './report.js';
import { runKit, type CaseResult } from './run-kit.js';

const decision = (name: string, feel: string): string =>
  `<decision id="${name}" name="${name}"><variable name="${name}"/>
   <informationRequirement><requiredInput href="#n"/></informationRequirement>
   <literalExpression><text>${feel}</text></literalExpression></decision>`;
const model = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
  <inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>
  ${decision('twice', 'n * 2')} ${decision('broken', 'n +')} ${decision('nothing', 'n / 0')}
  <decisionService id="s" name="s"><outputDecision href="#twice"/><inputData href="#n"/></decisionService>
</definitions>`;

const value = (text: string, type?: string): string =>
  `<tc:value${type === undefined ? '' : ` xsi:type="xsd:${type}"`}>${text}</tc:value>`;
const test = (id: string, name: string, expected: string, more = ''): string =>
  `<tc:testCase id="${id}" ${more}><tc:inputNode name="n">${value('3', 'decimal')}</tc:inputNode>
   <tc:resultNode name="${name}"><tc:expected>${expected}</tc:expected></tc:resultNode></tc:testCase>`;
const cases = (modelName: string, ...tests: readonly string[]): string =>
  `<tc:testCases xmlns:tc="http://www.omg.org/spec/DMN/20160719/testcase"><tc:modelName>${modelName}</tc:modelName>${tests.join('')}</tc:testCases>`;
const other = model
  .replace('urn:m', 'urn:other')
  .replace('</definitions>', `${decision('there', '100 * n')}</definitions>`);
const nil = '<tc:value xsi:nil="true"/>';

describe('a run of the kit', () => {
  let folder = '';
  let results: readonly CaseResult[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'kit-'));
    const directory = path.join(folder, 'level', '0001-small');
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, 'small.dmn'), model);
    const tests = [
      test('right', 'twice', value('6.000000001', 'decimal')),
      test('wrong', 'twice', value('7', 'decimal')),
      test('other kind', 'twice', value('6', 'string')),
      test('untold kind', 'twice', value('6')),
      test('null', 'nothing', nil),
      test('refused is no null', 'broken', nil),
      test('unknown', 'nowhere', nil),
      test('service', 'twice', value('6', 'decimal'), 'type="decisionService" invocableName="s"'),
    ];
    const elsewhere = test('elsewhere', 'there', value('500', 'decimal'))
      .replace('resultNode ', 'resultNode namespace="urn:other" ')
      .replace(
        '</tc:inputNode>',
        `</tc:inputNode><tc:inputNode name="n" namespace="urn:other">${value('5', 'decimal')}</tc:inputNode>`,
      );
    writeFileSync(path.join(directory, 'other.dmn'), other);
    tests.push(elsewhere, test('not here', 'there', value('300', 'decimal')));
    writeFileSync(path.join(directory, 'small-test.xml'), cases('small.dmn', ...tests));
    writeFileSync(path.join(directory, 'lost-test.xml'), cases('lost.dmn', test('lost', 'twice', nil)));
    writeFileSync(path.join(directory, 'notes.xml'), '<notes/>');
    results = await runKit(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('passes what agrees, refuses what the model refuses, and fails all else', () => {
    expect(Object.fromEntries(results.map(({ id, status }) => [id, status]))).toEqual({
      right: 'passed',
      wrong: 'failed',
      'other kind': 'failed',
      'untold kind': 'passed',
      null: 'passed',
      'refused is no null': 'refused',
      unknown: 'failed',
      service: 'passed',
      elsewhere: 'passed',
      'not here': 'failed',
      lost: 'failed',
    });
  });

  it('is told as a table, with the reason of each case that did not pass', () => {
    const lines = report(results).split('\n');
    expect(lines[1]).toMatch(/^level\/0001-small +5 +1 +5$/);
    expect(lines).toContain('failed  level/0001-small  wrong  twice: expected 7 (decimal), got 6');
    expect(lines.find((line) => line.startsWith('refused'))).toContain('broken');
  });
});

describe('a result', () => {
  const expected = (inner: string): Written =>
    readCases(
      cases(
        'm',
        `<tc:testCase><tc:resultNode name="r"><tc:expected>${inner}</tc:expected></tc:resultNode></tc:testCase>`,
      ),
    )!.cases[0]!.results[0]!.value;
  const time = (text: string): FeelValue => parseTime(text);

  it.each([
    ['10:00:00.5', 'time', time('10:00:00.5'), true],
    ['10:00:00', 'time', time('10:00:00.5'), false],
    ['10:00:00Z', 'time', time('10:00:00'), false],
    ['2020-01-01T10:00:00Z', 'dateTime', parseDateTime('2020-01-01T10:00:00+00:00'), true],
    ['2020-01-01T10:00:00Z', 'dateTime', parseDateTime('2020-01-01T11:00:00+01:00'), false],
    ['true', 'boolean', true, true],
    ['true', 'boolean', 'true', false],
    ['1', 'decimal', num('1.0000001'), false],
    [' a ', 'string', ' a ', true],
    ['a', 'string', ' a ', false],
    ['a', 'string', null, false],
  ])('of %s (%s) is held to its kind, its fractions and its zone', (text, type, ours, same) => {
    expect(difference(expected(value(text, type)), ours) === null).toBe(same);
  });

  it('that is a context may have its components in any order; a missing one is null', () => {
    const component = (name: string, inner: string): string => `<tc:component name="${name}">${inner}</tc:component>`;
    const written = expected(component('a', value('1', 'decimal')) + component('b', nil));
    const context = (entries: readonly [string, FeelValue][]): FeelValue => ({
      kind: 'context',
      entries: new Map(entries),
    });
    expect(difference(written, context([['a', num(1)]]))).toBeNull();
    expect(
      difference(
        written,
        context([
          ['b', null],
          ['a', num(1)],
        ]),
      ),
    ).toBeNull();
    expect(
      difference(
        written,
        context([
          ['a', num(1)],
          ['c', num(2)],
        ]),
      ),
    ).toContain('.c');
  });

  it('that is a list keeps its order and its length', () => {
    const written = expected(`<tc:list><tc:item>${value('1', 'decimal')}</tc:item><tc:item>${nil}</tc:item></tc:list>`);
    expect(difference(written, [num(1), null])).toBeNull();
    expect(difference(written, [null, num(1)])).toContain('[1]');
    expect(difference(written, [num(1)])).not.toBeNull();
    expect(difference(expected('<tc:list/>'), [])).toBeNull();
    expect(difference(expected('<tc:list/>'), null)).not.toBeNull();
  });
});
