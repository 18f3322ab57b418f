import { describe, expect, it } from '@jest/globals';
import { readProgram } from './index.js';
import { fragments, lantern, table } from './testing/lantern.js';

describe('a mistake in the folder is refused', () => {
  it('when program.yaml is not there', async () => {
    const read = await readProgram({ 'labels.yaml': 'states: {}' });
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'file-is-missing', file: 'program.yaml' }] });
  });

  it('when a file is too large', async () => {
    const read = await readProgram({ ...lantern, 'labels.yaml': `# ${'x'.repeat(250_000)}` }, fragments);
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'file-is-too-large', file: 'labels.yaml' }] });
  });

  it('when a fragment calls itself something else than its folder', async () => {
    const read = await readProgram(lantern, {
      'gate@1': {
        ...fragments['gate@1'],
        'fragment.yaml': fragments['gate@1']!['fragment.yaml']!.replace('version: 1', 'version: 2'),
      },
    });
    expect(read).toMatchObject({
      ok: false,
      problems: [{ code: 'fragment-is-misnamed', file: 'gate@1/fragment.yaml', line: 2 }],
    });
  });

  it('when a fragment’s question has no French', async () => {
    const broken = fragments['gate@1']!['fragment.yaml']!.replace(', fr: "Êtes-vous en danger?"', '');
    const read = await readProgram(lantern, { 'gate@1': { ...fragments['gate@1'], 'fragment.yaml': broken } });
    expect(read).toMatchObject({
      ok: false,
      problems: [{ code: 'text-missing', file: 'gate@1/fragment.yaml', line: 5 }],
    });
  });

  it('when a table leaves a gap', async () => {
    const read = await readProgram(
      {
        ...lantern,
        'gate.dmn': table('gate', 'lives_here', [
          ['"yes"', 'in'],
          ['"yes"', 'out'],
        ]),
      },
      fragments,
    );
    if (read.ok) throw new Error('a table with a gap and an overlap was read');
    // Not at the first line, which is the XML's: where the table begins.
    expect(read.problems).toMatchObject([{ code: 'gap', file: 'gate.dmn', line: 3 }]);
  });

  it.each(['[', '{', '- ', '? ', '{a: ', ']', '*a '])('when it repeats %j to exhaust the reader', async (part) => {
    const text = part.repeat(Math.floor((part === ']' || part === '*a ' ? 20_000 : 240_000) / part.length));
    const read = await readProgram({ ...lantern, 'program.yaml': text }, fragments);
    if (read.ok) throw new Error('noise was read as a program');
    expect(read.problems.length).toBeLessThan(20_000);
    expect(read.problems[0]).toMatchObject({ file: 'program.yaml', line: 1 });
  });
});
