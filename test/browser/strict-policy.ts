import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Answer, Domain } from '../../libs/eligibility/index.js';
import { type Program, domainOf } from '../../libs/workflow/index.js';
import { decideGiven, type Given } from './decide-given.js';
import { listen } from './serve-file.js';

const policy = "default-src 'none'; script-src 'self'";

/** The page's script and all that it might load, as a site would bundle them. */
function bundle(): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-bundle-'));
  const build = `import { build } from 'vite';
    const output = { entryFileNames: 'page.js', chunkFileNames: '[name]-[hash].js' };
    await build({ configFile: false, logLevel: 'error', publicDir: false, build: {
      outDir: process.argv[1], target: 'es2022', modulePreload: false, minify: false,
      rollupOptions: { input: 'test/browser/decide-page.ts', output } } });`;
  try {
    execFileSync(process.execPath, ['--input-type=module', '--eval', build, folder], { stdio: 'pipe' });
    return new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nobody asked yet; everybody of one value; some asked, some who would rather not say. */
function peopleOf(domains: Readonly<Record<string, Domain>>): Given['people'] {
  const ids = Object.keys(domains);
  const answer = (id: string, which: number): Answer => {
    const domain = domains[id]!;
    if (domain.kind === 'choice') return { value: domain.values[which % domain.values.length]! };
    if (domain.kind === 'multi') return { value: domain.values.slice(0, which % 2) };
    if (domain.kind === 'boolean') return { value: which % 2 === 0 };
    if (domain.kind === 'number') return { value: (domain.min ?? 0) + (domain.step ?? 1) * which };
    return { value: domain.kind === 'date' ? `200${which}-02-28` : 'somewhere' };
  };
  return [0, 1, 2, 3, 4, 5, 6, 7].map((which) =>
    Object.fromEntries(
      ids
        .map((id, at): [string, Answer] => [id, (at + which) % 5 === 4 ? { declined: true } : answer(id, which)])
        .filter((_, at) => which < 3 || (at + which) % 3 > 0),
    ),
  );
}

/** The tables of all programs, out of their documents as JSON. */
function stored(): readonly Given[] {
  const config = JSON.parse(readFileSync(process.env['FRONT_DOOR_TEST_CONFIG'] ?? '', 'utf8')) as {
    readonly programs: Readonly<Record<string, { readonly program: Program }>>;
  };
  return Object.values(config.programs).flatMap(({ program }) => {
    const all = Object.fromEntries(Object.values(program.questions).map((one) => [one.id, domainOf(one)]));
    return Object.values(program.decisions).flatMap((decision) => {
      if (decision.kind !== 'table') return [];
      const read = JSON.stringify(decision.table.inputs);
      // One that rests on dated limits, or on another table, is decided with its whole program.
      const others = Object.keys(program.decisions).some((id) => read.includes(JSON.stringify(id)));
      if (others || decision.date !== undefined) return [];
      const domains = Object.fromEntries(Object.entries(all).filter(([id]) => read.includes(JSON.stringify(id))));
      const people = [{}, ...peopleOf(domains)];
      return [{ table: decision.table, domains, people }];
    });
  });
}

/** In the browser of the test file that names it. */
export function underStrictPolicy(browserOf: () => Browser): void {
  it('decides and explains as on the server under a policy that allows no code made at run time', async () => {
    const files = bundle();
    const given = stored();
    const asked: string[] = [];
    const script = (address: string) => `<script type="module" src="${address}"></script>`;
    const { url, close } = await listen((request, response) => {
      const path = request.url ?? '/';
      asked.push(path);
      const text = path === '/given.js' ? `window.given = ${JSON.stringify(given)};` : files.get(path);
      response.writeHead(200, {
        'content-type': text === undefined ? 'text/html' : 'text/javascript',
        'content-security-policy': policy,
      });
      response.end(text ?? `<!doctype html><title>x</title>${script('/given.js')}${script('/page.js')}`);
    });
    const page = await browserOf().newPage();
    try {
      await page.goto(url);
      await page.waitForFunction(() => 'found' in window);
      const { closed, generated } = await page.evaluate(
        () =>
          (window as unknown as { found: { closed: unknown; generated: { blocked: unknown; message: unknown } } })
            .found,
      );
      expect(given.length).toBeGreaterThan(3);
      expect(closed).toEqual(JSON.parse(JSON.stringify(given.map((one) => decideGiven(one)))));
      // The policy is in force: code that is made at run time is not.
      expect(generated.blocked).toBe(true);
      expect(generated.message).toContain('unsafe-eval');
      // The parsers stay where they are: neither that of FEEL nor the descriptors of DMN came along.
      const parser = /LRParser|DescriptorBuilder/;
      const loaded = asked.filter((path) => files.has(path));
      expect(loaded).toContain('/page.js');
      expect(loaded.filter((path) => parser.test(files.get(path) ?? ''))).toEqual([]);
      expect([...files.values()].filter((text) => parser.test(text)).length).toBeGreaterThan(1);
    } finally {
      await page.close();
      await close();
    }
  }, 60_000);
}
