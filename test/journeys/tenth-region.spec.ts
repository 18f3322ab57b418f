import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoPeopleOf } from '../../apps/api/demo/people.js';
import { readConfig } from '../../apps/api/loading/read-config.js';
import { Engine, readRunnable } from '../oracle/engine.js';

const ZONE = 'America/Toronto';
const NOW = Date.parse('2026-03-02T15:00:00Z');
const navigator = { id: 'navigator', role: 'navigator' };

/** Peel gets an office of its own: edits of YAML files, and nothing else. */
const edits: readonly (readonly [file: string, find: string, write: string])[] = [
  ['programs/dso/region.table.yaml', '  - northern\n', '  - northern\n  - peel\n'],
  ['programs/dso/region.table.yaml', '[peel, halton,', '[halton,'],
  ['programs/dso/region.table.yaml', 'rows:\n', 'rows:\n  - { when: { area: peel }, then: peel }\n'],
  ['programs/dso/program.yaml', '      - northern\n', '      - northern\n      - peel\n'],
  ['programs/dso/program.yaml', '      northern: prescreen\n', '      northern: prescreen\n      peel: prescreen\n'],
  ['programs/dso/routes.yaml', 'routes:\n', 'routes:\n  peel: [dso-peel]\n'],
  ['programs/dso/labels.yaml', '      northern: {', '      peel: { en: Peel, fr: Peel }\n      northern: {'],
  ['tenants/ontario-211.yaml', '  - dso-northern\n', '  - dso-northern\n  - dso-peel\n'],
];

describe('a tenth region', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenth-region-'));
  const config = join(folder, 'config');
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(() => {
    cpSync('config', config, { recursive: true });
    for (const [file, find, write] of edits) {
      const before = readFileSync(join(config, file), 'utf8');
      if (before.split(find).length !== 2) throw new Error(`${file} does not have these lines once:\n${find}`);
      writeFileSync(join(config, file), before.replace(find, write));
    }
    const nearest = readFileSync(join(config, 'agencies/dso-central-east.yaml'), 'utf8');
    writeFileSync(join(config, 'agencies/dso-peel.yaml'), nearest.replaceAll('dso-central-east', 'dso-peel'));
  });

  it('is a change in YAML only: it loads and is found sound', async () => {
    const { tenants } = await readConfig(config);
    const all = tenants.find(({ tenant }) => tenant.id === 'ontario-211');
    expect(all?.agencies.flatMap(({ services }) => services.map(({ id }) => id))).toContain('dso-peel');
    // And somebody is there in the demo, as at each agency.
    const grants = demoPeopleOf('ontario-211', all?.agencies ?? []).flatMap(({ roles }) => roles);
    const staffed = grants.flatMap(({ role, agency }) => (role === 'agency-worker' ? [agency] : []));
    expect(staffed.sort()).toEqual(all?.agencies.map(({ id }) => id).sort());
  });

  it('gets the callers who live there', async () => {
    const engine = new Engine(await readRunnable(config, 'dso', ZONE), 'navigator', NOW);
    const say = (answers: Record<string, string>) => {
      const given = Object.entries(answers).map(([id, value]) => [id, { value }] as const);
      return engine.take({ answers: Object.fromEntries(given) }, navigator, NOW);
    };
    say({ 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' });
    say({ lang: 'en', caller_role: 'self', reason: 'developmental' });
    expect(say({ postal: 'L5B 3C1', area: 'peel' }).state).toBe('prescreen');
    say({ dob: '1990-01-01', existing: 'no', dd_known: 'yes', urgent: 'yes' });
    const offered = engine.take({ event: 'give-consent', fields: { by: 'self' } }, navigator, NOW);
    expect(offered).toMatchObject({ state: 'ready-transfer', offer: { service: 'dso-peel', handover: 'warm' } });
  });
});
