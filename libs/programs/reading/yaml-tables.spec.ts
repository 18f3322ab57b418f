import { describe, expect, it } from '@jest/globals';
import { readProgram } from './index.js';
import { fragments, lantern } from './testing/lantern.js';

const gate = `format: 1
table: gate
columns:
  lives_here: { en: Lives here, fr: Habite ici }
outcomes: [in, out]
rows:
  - when: { lives_here: 'yes' }
    then: in
    because: { en: They live here., fr: La personne habite ici. }
  - when: { lives_here: ['no'] }
    then: out
`;

/** The small program with its table in YAML instead of DMN, and one edit in it. */
function read(from = '', to = '') {
  if (!gate.includes(from)) throw new Error(`no "${from}" to break`);
  const { 'gate.dmn': _, ...files } = lantern;
  const program = (files['program.yaml'] ?? '').replace('gate.dmn', 'gate.table.yaml');
  const table = gate.replace(from, () => to);
  return readProgram({ ...files, 'program.yaml': program, 'gate.table.yaml': table }, fragments);
}

describe('a decision table in YAML', () => {
  it('is the same table as in DMN', async () => {
    const [written, drawn] = [await read(), await readProgram(lantern, fragments)];
    if (!written.ok || !drawn.ok) throw new Error(JSON.stringify([written, drawn]));
    for (const value of ['yes', 'no']) {
      const answers = { lives_here: { value } };
      const verdict = written.decisions['gate']?.decide(answers);
      expect(verdict).toMatchObject({ status: 'settled', because: { row: value === 'yes' ? 1 : 2 } });
      expect(verdict?.outcome).toBe(drawn.decisions['gate']?.decide(answers).outcome);
    }
    expect(written.decisions['gate']?.table).toMatchObject({
      id: 'gate',
      hitPolicy: 'UNIQUE',
      inputs: [{ question: 'lives_here', label: { en: 'Lives here', fr: 'Habite ici' } }],
      rows: [{ annotation: { en: 'They live here.', fr: 'La personne habite ici.' }, line: 7 }, { annotation: null }],
    });
  });

  it.each([
    ['a key that does not exist', 'then: in', 'than: in', 'unknown-key', 8],
    ['a question that is no column', '{ lives_here: [', '{ lives_her: [', 'cell-without-column', 10],
    ['a question that does not exist', '  lives_here: {', '  live_here: {', 'cell-without-column', 7],
    ['a cell that is no test', "'yes' }", "'> ?' }", 'feel-is-not-in-the-subset', 7],
    ['a word that the question never is', "['no']", "['no', perhaps]", 'constant-outside-domain', 10],
    ['an outcome that is not declared', 'then: out', 'then: away', 'outcome-is-not-declared', 10],
    ['a gap', "  - when: { lives_here: ['no'] }\n    then: out\n", '', 'gap', 2],
    ['a heading in one language', ', fr: Habite ici', '', 'text-missing', 4],
    ['a reason in one language', ', fr: La personne habite ici.', '', 'annotation-is-in-one-language', 7],
  ])('with %s is refused at its line', async (_, from, to, code, line) => {
    const broken = await read(from, to);
    const problems = broken.ok ? [] : broken.problems;
    expect(problems).toContainEqual(expect.objectContaining({ code, file: 'gate.table.yaml', line }));
  });
});
