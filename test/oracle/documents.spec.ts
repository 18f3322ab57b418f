import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { fareWithProof } from '../../libs/programs/reading/testing/fare-with-proof.js';
import { readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
const now = Date.parse('2026-03-02T15:00:00Z');
const navigator = { id: 'navigator', role: 'navigator' };
const config = mkdtempSync(join(tmpdir(), 'documents-'));
afterAll(() => rmSync(config, { recursive: true }));

it('agrees on a document that is asked for, comes later, and goes away again', async () => {
  for (const folder of ['programs/fare', 'fragments', 'agencies', 'tenants']) {
    mkdirSync(join(config, folder), { recursive: true });
  }
  for (const [name, text] of Object.entries(fareWithProof)) writeFileSync(join(config, 'programs/fare', name), text);
  const run = await readRunnable(config, 'fare', ZONE);
  const engine = new Engine(run, 'navigator', now);
  const oracle = new Oracle(readDocument(config, 'fare'), ZONE, 'navigator', now);
  const say = (answers: Readonly<Record<string, unknown>>) => {
    const event = { answers: Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value }])) };
    const said = engine.take(event, navigator, now);
    expect(said).toEqual(oracle.take(event, navigator, now));
    return said;
  };
  expect(say({ household_size: 1, household_income: 2000000, age: 30 }).state).toBe('papers');
  expect(say({ proof_income: 'by-pigeon' }).refused).toBe('answer-does-not-fit-the-question');
  expect(say({ proof_income: 'coming' }).state).toBe('missing');
  expect(say({ proof_income: 'on-file' }).state).toBe('apply');
  expect(say({ proof_income: 'coming' }).state).toBe('missing');
});
