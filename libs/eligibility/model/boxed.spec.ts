import { describe, expect, it } from '@jest/globals';
import { ask, decision, input, knowledge, model, text, type Needs } from '../testing/model.js';

const entry = (name: string, value: string, type = ''): string =>
  `<contextEntry>${name === '' ? '' : `<variable name="${name}"${type ? ` typeRef="${type}"` : ''}/>`}${value}</contextEntry>`;
const context = (...entries: readonly string[]): string => `<context>${entries.join('')}</context>`;
const list = (...items: readonly string[]): string => `<list>${items.join('')}</list>`;
const run = (logic: string, needs: Needs = {}, ...parts: readonly string[]): Promise<string> =>
  ask(model(...parts, decision('d', logic, needs)));

describe('a boxed expression', () => {
  it('that is a context sees its earlier entries, and is its last one where that has no name', async () => {
    const entries = [entry('net-pay', text('100')), entry('tax', text('net-pay * 0.2'))];
    expect(await run(context(...entries))).toBe('{"net-pay": 100, tax: 20}');
    expect(await run(context(...entries, entry('', text('net-pay - tax'))))).toBe('80');
  });

  it('that is a context keeps its entries’ types', async () => {
    expect(await run(context(entry('n', text('"x"'), 'number')))).toBe('{n: null}');
  });

  it('that is a list or a relation', async () => {
    expect(await run(list(text('1'), list(text('2'))))).toBe('[1, [2]]');
    const row = (a: string, b: string): string => `<row>${text(a)}${text(b)}</row>`;
    const relation = `<relation><column name="lender"/><column name="rate" typeRef="number"/>${row('"a"', '1')}${row('"b"', '"x"')}</relation>`;
    expect(await run(relation)).toBe('[{lender: "a", rate: 1}, {lender: "b", rate: null}]');
    expect(await run(`<relation><column name="a"/><row/></relation>`)).toBe('refused: row-has-other-columns');
  });

  it('that calls a knowledge model binds its parameters by name', async () => {
    const binding = (name: string, feel: string): string =>
      `<binding><parameter name="${name}"/>${text(feel)}</binding>`;
    const call = (...bindings: readonly string[]): string =>
      `<invocation>${text('less')}${bindings.join('')}</invocation>`;
    const less = knowledge('less', ['a b', 'c'], text('a b - c'));
    const needs = { knowledge: ['less'] };
    expect(await run(call(binding('c', '2'), binding('a b', '9')), needs, less)).toBe('7');
    expect(await run(call(binding('c', '2'), binding('wrong', '9')), needs, less)).toBe('null');
  });

  it('that is a function keeps what it was made with', async () => {
    const double = `<functionDefinition><formalParameter name="x" typeRef="number"/>${text('x * factor')}</functionDefinition>`;
    const entries = [entry('factor', text('2')), entry('f', double), entry('', text('f(f(5))'))];
    expect(await run(context(...entries))).toBe('20');
  });

  it('that is a condition takes else for all but true', async () => {
    const conditional = (when: string): string =>
      `<conditional><if>${text(when)}</if><then>${text('"yes"')}</then><else>${text('"no"')}</else></conditional>`;
    expect(await run(conditional('1 < 2'))).toBe('"yes"');
    expect(await run(conditional('1 > 2'))).toBe('"no"');
    expect(await run(conditional('null'))).toBe('"no"');
  });

  it('that is a loop, a quantifier or a filter', async () => {
    const over = (tag: string, iterator: string, inner: string, feel: string): string =>
      `<${tag}${iterator}><in>${text('[1, 2, 3]')}</in><${inner}>${text(feel)}</${inner}></${tag}>`;
    const named = ' iteratorVariable="the number"';
    expect(await run(over('for', named, 'return', 'the number * 2'))).toBe('[2, 4, 6]');
    expect(await run(over('some', named, 'satisfies', 'the number > 2'))).toBe('true');
    expect(await run(over('every', named, 'satisfies', 'the number > 2'))).toBe('false');
    expect(await run(over('filter', '', 'match', 'item > 1'))).toBe('[2, 3]');
  });

  it('filters by the entries of its items, names with signs among them', async () => {
    const filter = `<filter><in>${text('people')}</in><match>${text('net-pay > 1')}</match></filter>`;
    const people = decision(
      'people',
      `<relation><column name="net-pay"/><row>${text('1')}</row><row>${text('2')}</row></relation>`,
    );
    expect(await run(filter, { decisions: ['people'] }, people)).toBe('[{"net-pay": 2}]');
  });

  it('loops over tables: a table may stand wherever an expression may', async () => {
    const inner =
      '<decisionTable><input><inputExpression><text>n</text></inputExpression></input><output/>' +
      '<rule><inputEntry><text>&gt; 1</text></inputEntry><outputEntry><text>"many"</text></outputEntry></rule></decisionTable>';
    const loop = `<for iteratorVariable="n"><in>${text('[1, 2]')}</in><return>${inner}</return></for>`;
    expect(await run(loop)).toBe('[null, "many"]');
  });

  it('has its type: what is no value of it is null', async () => {
    expect(await run(text('"a"', 'number'))).toBe('null');
    expect(await run(text('[1]', 'number'))).toBe('1');
  });

  it('reads imported values nowhere', async () => {
    const imported = '<literalExpression><importedValues importType="x" namespace="y" name="z"/></literalExpression>';
    expect(await run(imported)).toBe('refused: values-are-imported');
  });
});

describe('the types of a model', () => {
  const typed = (definition: string, type: string, feel: string): Promise<string> =>
    ask(model(definition, decision('d', text(feel), { type })));
  const item = (name: string, inner: string, collection = false): string =>
    `<itemDefinition name="${name}"${collection ? ' isCollection="true"' : ''}>${inner}</itemDefinition>`;
  const ref = (type: string): string => `<typeRef>${type}</typeRef>`;
  const tests = (tag: string, feel: string): string => `<${tag}><text>${feel}</text></${tag}>`;

  it('hold their values to what is allowed', async () => {
    const grade = item('grade', ref('string') + tests('allowedValues', '"a", "b"'));
    expect(await typed(grade, 'grade', '"a"')).toBe('"a"');
    expect(await typed(grade, 'grade', '"c"')).toBe('null');
    const grades = item('grades', ref('string') + tests('allowedValues', '"a", "b"'), true);
    expect(await typed(grades, 'grades', '["a", "b"]')).toBe('["a", "b"]');
    expect(await typed(grades, 'grades', '["a", "c"]')).toBe('null');
    const few = item('few', ref('number') + tests('typeConstraint', '&lt; 3'));
    expect(await typed(few, 'few', '2')).toBe('2');
    expect(await typed(few, 'few', '3')).toBe('null');
  });

  it('allow their own values instead of those of the type that they build on', async () => {
    const foo = item('foo', ref('string') + tests('allowedValues', '"foo"'));
    expect(await typed(foo + item('copy', ref('foo')), 'copy', '"bar"')).toBe('null');
    const bar = foo + item('bar', ref('foo') + tests('allowedValues', '"bar"'));
    expect(await typed(bar, 'bar', '"bar"')).toBe('"bar"');
    expect(await typed(bar, 'bar', '"foo"')).toBe('null');
  });

  it('hold functions to what they take and give', async () => {
    const word = '<functionItem outputTypeRef="string"><parameters name="a"/></functionItem>';
    const parts = [item('word', word), decision('f', text('function(a) a', 'word'))];
    const call = (feel: string): Promise<string> =>
      ask(model(...parts, decision('d', text(feel), { decisions: ['f'] })));
    expect(await call('f("x")')).toBe('"x"');
    expect(await call('f(1)')).toBe('null');
  });

  it('of a name that holds a function are those of what the function gives', async () => {
    const written = `<functionDefinition><formalParameter name="x"/>${text('x')}</functionDefinition>`;
    const call = (feel: string): Promise<string> =>
      ask(model(decision('d', context(entry('f', written, 'number'), entry('', text(feel))))));
    expect(await call('f(1)')).toBe('1');
    expect(await call('f("x")')).toBe('null');
  });

  it('that nobody declares are any value when the model is read leniently', async () => {
    const xml = model(decision('d', text('1'), { type: 'ns:nowhere' }));
    expect(await ask(xml)).toBe('refused: type-is-unknown');
    expect(await ask(xml, {}, { lenient: true })).toBe('1');
  });

  it('have components, and names that they give to paths', async () => {
    const person = item('person', `<itemComponent name="first-name">${ref('string')}</itemComponent>`);
    const parts = [person, input('p', 'person'), decision('d', text('p.first-name'), { inputs: ['p'] })];
    const p = { kind: 'context', entries: new Map([['first-name', 'Ana']]) } as const;
    expect(await ask(model(...parts), { p })).toBe('"Ana"');
  });

  it('are refused where they are unknown or contain themselves', async () => {
    expect(await typed('', 'grade', '1')).toBe('refused: type-is-unknown');
    const self = item('tree', `<itemComponent name="left">${ref('tree')}</itemComponent>`);
    expect(await typed(self, 'tree', '1')).toBe('refused: type-contains-itself');
    const broken = item('grade', ref('string') + tests('allowedValues', '"a'));
    expect(await typed(broken, 'grade', '"a"')).toMatch(/^refused: /);
    expect(await ask(model(broken, decision('d', text('1'))))).toBe('1');
  });

  it.each([
    ['list&lt;number&gt;', '[1]', '[1]'],
    ['feel:number', '1', '1'],
    ['dateTime', '1', 'null'],
    ['Any', '"x"', '"x"'],
  ])('are those of FEEL too: %s', async (type, feel, expected) => {
    expect(await typed('', type, feel)).toBe(expected);
  });
});
