import { describe, expect, it } from '@jest/globals';
import { answer, ask, decision, input, knowledge, model, table, text } from '../testing/model.js';
import { num } from '../values/number.js';
import { readModel } from './read-model.js';

describe('a model', () => {
  it('runs decisions that read decisions, inputs and knowledge', async () => {
    const xml = model(
      input('income', 'number'),
      knowledge('share of', ['part', 'whole'], text('part / whole')),
      decision('yearly income', text('income * 12'), { inputs: ['income'] }),
      decision('d', text('share of(income, yearly income) < 0.1'), {
        inputs: ['income'],
        decisions: ['yearly income'],
        knowledge: ['share of'],
      }),
    );
    expect(await ask(xml, { income: 0.1 })).toBe('true');
  });

  it('refuses the decision that cannot be read, and those that need it, and runs the others', async () => {
    const xml = model(
      decision('broken', text('1 +')),
      decision('stands on it', text('broken + 1'), { decisions: ['broken'] }),
      decision('d', text('1 + 1')),
    );
    const read = await readModel(xml);
    expect(answer(read, 'd')).toBe('2');
    expect(read.decisions.get('broken')?.refused).toMatchObject([{ element: 'broken', text: '1 +', line: 2 }]);
    expect(read.decisions.get('stands on it')?.refused).toMatchObject([{ element: 'broken' }]);
    expect(read.problems).toHaveLength(1);
  });

  it('tells line, row and column of what it refuses in a table', async () => {
    const written = {
      inputs: ['1'],
      outputs: [['out']],
      rows: [
        ['1', '1'],
        ['>>', '1'],
      ],
    } as const;
    const xml = model(input('n'), '', decision('d', table(written)));
    const [problem] = (await readModel(xml)).problems;
    expect(problem).toMatchObject({ element: 'd', row: 2, column: '1', text: '>>' });
    expect(xml.split('\n')[problem!.line! - 1]).toContain('>>');
  });

  it('refuses a name that it does not require, though the model has it', async () => {
    expect(await ask(model(input('n'), decision('d', text('n + 1'))), { n: 1 })).toMatch(/^refused: /);
  });

  it.each([
    ['missing', model(decision('d', text('1'), { decisions: ['gone'] })), 'requirement-is-missing'],
    ['its own', model(decision('d', text('1'), { decisions: ['d'] })), 'requirements-go-in-a-circle'],
    [
      'in a circle',
      model(
        decision('a', text('1'), { decisions: ['d'] }),
        decision('b', text('1'), { decisions: ['a'] }),
        decision('d', text('1'), { decisions: ['b'] }),
      ),
      'requirements-go-in-a-circle',
    ],
    [
      'a knowledge model that calls itself',
      model(
        knowledge('k', ['n'], text('k(n)'), { knowledge: ['k'] }),
        decision('d', text('k(1)'), { knowledge: ['k'] }),
      ),
      'requirements-go-in-a-circle',
    ],
  ])('refuses by name a requirement that is %s', async (_what, xml, code) => {
    expect(await ask(xml)).toContain(code);
  });

  it('refuses a chain of requirements that goes too deep, and runs one that does not', async () => {
    const chain = (length: number): string =>
      model(
        decision('d0', text('0')),
        ...Array.from({ length }, (_, index) =>
          decision(`d${index + 1}`, text(`d${index} + 1`), { decisions: [`d${index}`] }),
        ),
        decision('d', text(`d${length} + 1`), { decisions: [`d${length}`] }),
      );
    expect(await ask(chain(150))).toBe('151');
    expect(await ask(chain(400))).toContain('requirements-go-too-deep');
  });

  it('lets a knowledge model call itself', async () => {
    const sum = knowledge('sum to', ['n'], text('if n < 1 then 0 else n + sum to(n - 1)'));
    expect(await ask(model(sum, decision('d', text('sum to(20)'), { knowledge: ['sum to'] })))).toBe('210');
    const endless = knowledge('on', ['n'], text('on(n + 1)'));
    const xml = model(endless, decision('d', text('on(1)'), { knowledge: ['on'] }));
    await expect(ask(xml)).rejects.toThrow('more work');
  });

  it('works each decision out once', async () => {
    const twice = Array.from({ length: 40 }, (_, index) =>
      decision(`d${index + 1}`, text(`d${index} + d${index}`), { decisions: [`d${index}`] }),
    );
    const last = decision('d', text('d40'), { decisions: ['d40'] });
    expect(await ask(model(decision('d0', text('1')), ...twice, last))).toBe(String(2 ** 40));
  });

  it('takes inputs and results as values of their types: what is none is null', async () => {
    const xml = model(input('n', 'number'), decision('d', text('n'), { inputs: ['n'], type: 'number' }));
    expect(await ask(xml, { n: 2 })).toBe('2');
    expect(await ask(xml, { n: 'two' })).toBe('null');
    expect(await ask(xml, { n: [num(2)] })).toBe('2');
    expect(await ask(xml)).toBe('null');
    expect(await ask(model(decision('d', text('"two"'), { type: 'number' })))).toBe('null');
  });

  it('has no logic for a decision without one: it is null', async () => {
    expect(await ask(model(decision('d', '')))).toBe('null');
  });

  it('stops where it is too much work', async () => {
    const xml = model(decision('d', text('for i in 1..1000, j in 1..1000 return i * j')));
    await expect(ask(xml)).rejects.toThrow('more work');
    const itself = model(
      knowledge('loop', ['g'], text('g(g)')),
      decision('d', text('loop(loop)'), { knowledge: ['loop'] }),
    );
    await expect(ask(itself)).rejects.toThrow('more work');
  });

  it('refuses nests of expressions and of types instead of falling over them', async () => {
    const nest = (tag: string, inner: string): string => `<${tag}>`.repeat(5_000) + inner + `</${tag}>`.repeat(5_000);
    expect(await ask(model(decision('d', nest('list', text('1')))))).toBe('refused: expression-is-too-deep');
    const component = '<itemComponent name="a">';
    const type = `<itemDefinition name="t">${component.repeat(5_000)}${'</itemComponent>'.repeat(5_000)}</itemDefinition>`;
    expect(await ask(model(type, decision('d', text('1'), { type: 't' })))).toContain('type-is-too-deep');
    const named = decision('d', text('1'), { type: 'list&lt;'.repeat(5_000) });
    expect(await ask(model(named))).toBe('refused: type-is-unknown');
  });

  it.each([
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "b">]><definitions/>', 'doctype-is-not-allowed'],
    ['a huge file', ' '.repeat(2_000_001), 'file-is-too-large'],
    ['too many rows', `<definitions>${'<rule/>'.repeat(5001)}</definitions>`, 'too-many-rows'],
    ['no XML', 'hello', 'file-is-not-dmn'],
    ['other XML', '<html/>', 'file-is-not-dmn'],
  ])('is refused as a whole when it is %s', async (_what, xml, code) => {
    expect((await readModel(xml)).problems).toMatchObject([{ code, element: null }]);
  });

  it('refuses the decision of which a part cannot be read, and all where the part is nobody’s', async () => {
    const inside = model(decision('d', text('1')), decision('other', '<made-up/>'));
    expect(await ask(inside)).toBe('1');
    expect((await readModel(inside)).decisions.get('other')?.refused).toMatchObject([{ code: 'part-cannot-be-read' }]);
    expect(await ask(model('<made-up/>', decision('d', text('1'))))).toBe('refused: part-cannot-be-read');
  });

  it('refuses another language than FEEL, functions that are elsewhere, and a name that is there twice', async () => {
    const juel = text('1').replace('>', ' expressionLanguage="juel">');
    expect(await ask(model(decision('d', juel)))).toBe('refused: language-is-not-feel');
    const java = knowledge('k', [], text('1')).replace('<encapsulatedLogic>', '<encapsulatedLogic kind="Java">');
    expect(await ask(model(java, decision('d', text('k()'), { knowledge: ['k'] })))).toBe(
      'refused: function-is-external',
    );
    const again = decision('d', text('1')).replace('id="d"', 'id="e"');
    expect(await ask(model(decision('d', text('1')), again))).toBe('refused: name-is-there-twice');
  });

  it.each(['20180521', '20191111', '20211108', '20230324'])('reads the DMN of %s, http or https', async (version) => {
    const xml = model(decision('d', text('1'))).replace('20230324', version);
    expect(await ask(xml)).toBe('1');
    expect(await ask(xml.replace('https:', 'http:'))).toBe('1');
  });

  it('reads DMN 1.1 too', async () => {
    const uri = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
    const xml = model(decision('d', text('1'), { type: 'feel:number' }));
    expect(await ask(xml.replace(uri, 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'))).toBe('1');
  });

  it('calls what is asked from outside by name', async () => {
    const read = await readModel(model(knowledge('k', ['a', 'b'], text('a - b'))));
    const values = new Map([
      ['b', num(2)],
      ['a', num(5)],
    ]);
    expect(String(read.invocables.get('k')?.run(values, { moment: null, steps: 100 }))).toBe('3');
  });

  it('takes the value of a decision that has no logic from outside, as a value of its type', async () => {
    const xml = model(
      decision('judged', '', { type: 'number' }),
      decision('d', text('judged + 1'), { decisions: ['judged'] }),
    );
    expect(await ask(xml, { judged: 1 })).toBe('2');
    expect(await ask(xml, { judged: 'a' })).toBe('null');
    expect(await ask(xml, {})).toBe('null');
    const computed = model(decision('judged', text('5')), decision('d', text('judged + 1'), { decisions: ['judged'] }));
    expect(await ask(computed, { judged: 1 })).toBe('6');
  });

  it('reads a file in which an id that nothing refers to stands twice, and refuses it where something does', async () => {
    const twice = knowledge('f', ['x'], text('x')).replace('<encapsulatedLogic', '<encapsulatedLogic id="twice"');
    const xml = model(
      twice.replace('<variable', '<variable id="twice"'),
      decision('d', text('f(1)'), { knowledge: ['f'] }),
    );
    expect(await ask(xml)).toBe('1');
    const commented = model('<!-- <a id="e"/> -->', decision('e', text('1')), decision('d', text('1')));
    expect(await ask(commented)).toBe('1');
    const referred = model(
      decision('e', text('1')),
      decision('e', text('2')),
      decision('d', text('e'), { decisions: ['e'] }),
    );
    expect(await ask(referred)).toMatch(/^refused: /);
  });
});
