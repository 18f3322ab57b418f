import { describe, expect, it } from '@jest/globals';
import { answer, ask, decision, href, input, knowledge, model, text } from '../testing/model.js';
import { num } from '../values/number.js';
import { show } from '../values/show.js';
import { readModel } from './read-model.js';

const service = (name: string, outputs: readonly string[], decisions: readonly string[], inputs: readonly string[]) =>
  [
    `<decisionService id="${name}" name="${name}">`,
    ...outputs.map((one) => `<outputDecision href="${href(one)}"/>`),
    ...decisions.map((one) => `<inputDecision href="${href(one)}"/>`),
    ...inputs.map((one) => `<inputData href="${href(one)}"/>`),
    '</decisionService>',
  ].join('');

describe('a decision service', () => {
  const parts = [
    input('n', 'number'),
    decision('base', text('1000'), { type: 'number' }),
    decision('sum', text('base * 10 + n'), { inputs: ['n'], decisions: ['base'] }),
    decision('difference', text('base - n'), { inputs: ['n'], decisions: ['base'] }),
    service('one', ['sum'], ['base'], ['n']),
    service('both', ['sum', 'difference'], ['base'], ['n']),
  ];
  const call = (feel: string): Promise<string> =>
    ask(model(...parts, decision('d', text(feel), { knowledge: ['one', 'both'] })), { n: 7 }, { lenient: true });

  it('is called with its input data first, then the decisions that it is handed', async () => {
    expect(await call('one(1, 2)')).toBe('21');
    expect(await call('one(base: 2, n: 1)')).toBe('21');
    expect(await call('both(1, 2)')).toBe('{sum: 21, difference: 1}');
  });

  it('is not called with what is no value of the parameter’s type, nor with other arguments', async () => {
    expect(await call('one("x", 2)')).toBe('null');
    expect(await call('one(1)')).toBe('null');
    expect(await call('both("x", 2)')).toBe('null');
    expect(await call('both(null, 2)')).toBe('{sum: null, difference: null}');
  });

  it('has the types of its variable', async () => {
    const types =
      '<itemDefinition name="t"><functionItem outputTypeRef="string"><parameters name="n" typeRef="number"/></functionItem></itemDefinition>';
    const echo = service('echo', ['said'], [], ['any']).replace('>', '><variable name="echo" typeRef="t"/>');
    const said = decision('said', text('if any = null then "nothing" else any'), { inputs: ['any'] });
    const run = (feel: string): Promise<string> =>
      ask(model(types, input('any'), said, echo, decision('d', text(feel), { knowledge: ['echo'] })));
    expect(await run('echo(1)')).toBe('null');
    expect(await run('echo("x")')).toBe('null');
    expect(await run('echo(null)')).toBe('"nothing"');
  });

  it('is asked from outside by name', async () => {
    const { invocables } = await readModel(model(...parts));
    const values = new Map([
      ['base', num(2)],
      ['n', num(1)],
    ]);
    expect(invocables.get('both')).toMatchObject({ parameters: ['n', 'base'], outputs: ['sum', 'difference'] });
    expect(String(invocables.get('one')?.run(values, { moment: null, steps: 100 }))).toBe('21');
  });
});

describe('an import', () => {
  const types = '<itemDefinition name="grade"><typeRef>string</typeRef></itemDefinition>';
  const lib = model(
    types,
    input('n', 'number'),
    decision('twice', text('n * 2'), { inputs: ['n'] }),
    knowledge('add', ['a', 'b'], text('a + b')),
  ).replaceAll('urn:m', 'urn:lib');
  const importing = (name: string): string =>
    `<import name="${name}" namespace="urn:lib" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`;
  const needs = { decisions: ['urn:lib#twice'], knowledge: ['urn:lib#add'], inputs: ['urn:lib#n'] };

  it('gives its elements under its name', async () => {
    const xml = model(importing('lib'), decision('d', text('lib.add(lib.twice, lib.n)'), needs));
    expect(await ask(xml, { 'lib.n': 5 }, { others: [lib] })).toBe('15');
    expect(await ask(xml, { n: 5 }, { others: [lib] })).toBe('15');
  });

  it('without a name gives them as if they were here', async () => {
    const xml = model(importing(''), decision('d', text('add(twice, n)'), needs));
    expect(await ask(xml, { n: 5 }, { others: [lib] })).toBe('15');
  });

  it('without a name is as good as its elements written here, and so is what it imports without a name', async () => {
    const middle = model(importing('')).replaceAll('urn:m', 'urn:middle');
    const type = '<itemDefinition name="own"><typeRef>grade</typeRef></itemDefinition>';
    const here = { decisions: ['twice'], inputs: ['n'], type: 'own' };
    const xml = model(
      importing('').replace('urn:lib', 'urn:middle'),
      type,
      decision('d', text('string(twice + n)'), here),
    );
    expect(await ask(xml, { n: 5 }, { others: [lib, middle] })).toBe('"15"');
    expect(await ask(xml, { n: 5 }, { others: [lib] })).toContain('requirement-is-missing');
  });

  it('without a name is offered as the model’s own, the nearest of one name first', async () => {
    const middle = model(importing(''), decision('twice', text('7'))).replaceAll('urn:m', 'urn:middle');
    const other = await readModel(model(importing('').replace('urn:lib', 'urn:middle')), { others: [middle, lib] });
    expect([answer(other, 'twice'), other.invocables.has('add')]).toEqual(['7', true]);
    const named = await readModel(model(importing('lib')), { others: [lib] });
    expect([named.decisions.size, named.invocables.size]).toEqual([0, 0]);
  });

  it('may have an input of the same name: the namespace tells which', async () => {
    const both = { inputs: ['n', 'urn:lib#n'] };
    const xml = model(importing('lib'), input('n', 'number'), decision('d', text('10 * n + lib.n'), both));
    expect(await ask(xml, { 'urn:m#n': 1, 'urn:lib#n': 2 }, { others: [lib] })).toBe('12');
    expect(await ask(xml, { n: 1, 'lib.n': 2 }, { others: [lib] })).toBe('12');
    const decided = model(importing('lib'), decision('d', text('lib.twice'), needs));
    expect(await ask(decided, { n: 1, 'urn:lib#twice': 9 }, { others: [lib] })).toBe('9');
    expect(await ask(decided, { n: 1, 'lib.twice': 9, twice: 9 }, { others: [lib] })).toBe('2');
  });

  it('lends its decisions to a service, whose outputs and parameters go by the name of the import', async () => {
    const both = service('s', ['urn:lib#twice', 'twice'], [], ['urn:lib#n', 'n']);
    const own = decision('twice', text('n + n'), { inputs: ['n'] });
    const { invocables } = await readModel(model(importing('lib'), input('n', 'number'), own, both), { others: [lib] });
    const run = invocables.get('s')!;
    expect([run.parameters, run.outputs]).toEqual([
      ['lib.n', 'n'],
      ['lib.twice', 'twice'],
    ]);
    const given = (names: Record<string, number>): string =>
      show(run.run(new Map(Object.entries(names).map(([name, n]) => [name, num(n)])), { moment: null, steps: 100 }));
    expect(given({ 'lib.n': 1, n: 2 })).toBe('{"lib.twice": 2, twice: 4}');
    expect(given({ 'urn:lib#n': 1, 'urn:m#n': 2 })).toBe('{"lib.twice": 2, twice: 4}');
    expect(given({ n: 2 })).toBe('{"lib.twice": null, twice: 4}');
  });

  it('may be drawn here: no decision is refused for what the drawing says', async () => {
    const di = [
      '<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/">',
      '<dmndi:DMNDiagram useAlternativeInputDataShape="false"><dmndi:DMNShape dmnElementRef="included0:n">',
      '<dc:Bounds x="1" y="1" width="1" height="1"/></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>',
    ].join('');
    const xml = model(importing('lib'), decision('d', text('lib.n'), needs), di);
    expect(await ask(xml, { n: 5 }, { others: [lib] })).toBe('5');
  });

  it('gives its types', async () => {
    const typed = (type: string, name: string): string =>
      model(importing(name), decision('d', text('1'), { type }), decision('e', text('1')));
    expect(await ask(typed('lib.grade', 'lib'), {}, { others: [lib] })).toBe('null');
    expect(await ask(typed('grade', ''), {}, { others: [lib] })).toBe('null');
    expect(await ask(typed('lib.other', 'lib'), {}, { others: [lib] })).toBe('refused: type-is-unknown');
  });

  it('that is not handed in is refused for whoever needs it', async () => {
    const xml = model(importing('lib'), decision('d', text('lib.n'), needs), decision('e', text('1')));
    const read = await readModel(xml);
    expect(answer(read, 'd')).toContain('requirement-is-missing');
    expect(answer(read, 'e')).toBe('1');
  });

  it('that goes in a circle is read once', async () => {
    const other = lib
      .replace('<definitions', '<definitions')
      .replace(types, `${importing('m').replace('urn:lib', 'urn:m')}${types}`);
    const xml = model(importing(''), decision('d', text('add(1, 2)'), needs));
    expect(await ask(xml, { n: 1 }, { others: [other, lib] })).toBe('3');
    expect(await ask(xml.replace('add(1, 2)', 'add("1", null)'), {}, { others: [other] })).toBe('null');
  });
});
