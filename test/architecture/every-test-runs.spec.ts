import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

type Files = Readonly<Record<string, string>>;
const root = path.resolve(import.meta.dirname, '../..');

/** Files `*.e2e.ts` hold tests, but jest starts only the `*.e2e-spec.ts` that import them: each needs exactly one. */
function notRunOnce(files: Files): readonly string[] {
  const specs = Object.entries(files).filter(([file]) => file.endsWith('.e2e-spec.ts'));
  return Object.keys(files)
    .filter((file) => file.endsWith('.e2e.ts'))
    .flatMap((part) => {
      const runBy = specs.filter(([spec, text]) => importsOf(spec, text).includes(part));
      return runBy.length === 1 ? [] : [`${part} is run by ${runBy.length} files *.e2e-spec.ts: import it in one`];
    });
}

const importsOf = (spec: string, text: string): readonly string[] =>
  [...text.matchAll(/^import '(\.[^']+)\.js';$/gm)].map(([, name = '']) =>
    path.posix.join(path.posix.dirname(spec), `${name}.ts`),
  );

function readTests(): Files {
  const names = fs.readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = names
    .map((name) => `test/${name.split(path.sep).join('/')}`)
    .filter((name) => /\.e2e(-spec)?\.ts$/.test(name));
  return Object.fromEntries(tests.map((name) => [name, fs.readFileSync(path.join(root, name), 'utf8')]));
}

describe('every test', () => {
  it('is run, and once', () => {
    const files = readTests();
    expect(Object.keys(files)).toContain('test/faults/repeated.e2e.ts');
    expect(notRunOnce(files)).toEqual([]);
  });

  it('that nobody imports, or two import, is named', () => {
    const twice = `import './b.e2e.js';\n`;
    expect(
      notRunOnce({
        'test/a.e2e.ts': '',
        'test/b.e2e.ts': '',
        'test/x.e2e-spec.ts': twice,
        'test/y.e2e-spec.ts': twice,
      }),
    ).toEqual([
      'test/a.e2e.ts is run by 0 files *.e2e-spec.ts: import it in one',
      'test/b.e2e.ts is run by 2 files *.e2e-spec.ts: import it in one',
    ]);
  });
});
