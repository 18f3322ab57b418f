import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { homeFolder } from '../read-tenants.js';
import { reportOn } from './load-report.js';
import { ConfigError, readConfig, type Config } from './read-config.js';

const shipped = join(homeFolder, 'config');

/** A directory small enough to count its lines. */
const tenant = `tenant: test-line
name: { en: Test line, fr: Ligne d’essai }
time-zone: America/Toronto
languages: [en, fr]
holidays: test
programs: []
agencies: [helpers]
lines:
  - id: main
    number: 1-866-555-0100
    program: good2talk
    title: { en: Main, fr: Principale }
    greeting: { en: "Hello, bonjour", fr: "Bonjour, hello" }
    languages: [en, fr]
    hours: { monday: ["09:00-17:00"], holidays: closed }
`;
const withProgram = tenant.replace('programs: []', 'programs: [good2talk]');
const agency = `organization:
  id: helpers
  name: { en: Helpers, fr: Aide }
services:
  - id: counselling
    name: { en: Counselling, fr: Écoute }
    phones: [{ number: 1-800-555-0100, extension: "340" }]
    languages: [en, fr]
    hours: 24/7
    handovers: [warm, number]
    source: https://example.org
`;
const holidays = `calendar: test
days:
  - { date: 2026-12-25, name: { en: Christmas Day, fr: Noël } }
`;
const facts = `facts:
  lang: { type: language, label: { en: Language, fr: Langue } }
`;

describe('reading config/', () => {
  let folder: string;
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'front-door-config-'));
    await cp(shipped, folder, { recursive: true });
    for (const name of await readdir(join(folder, 'tenants'))) await rm(join(folder, 'tenants', name));
    await write('tenants/test-line.yaml', tenant);
    await write('agencies/helpers.yaml', agency);
    await write('holidays/test.yaml', holidays);
    await write('facts.yaml', facts);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async (): Promise<Config> => readConfig(folder);
  const problemsOf = async (): Promise<string> => {
    const error = await read().then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ConfigError)) throw new Error(`expected mistakes, found ${String(error)}`);
    return error.message;
  };
  const reportOf = async (id: string) => {
    const config = await read();
    const found = config.tenants.find(({ tenant: each }) => each.id === id);
    if (!found) throw new Error(`no tenant ${id}`);
    return reportOn(found, config, {});
  };

  it('names what is wrong with what claims mean, in every file at once', async () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['{ roles: { claim: groups, map: { nav: navigators } } }', /"navigators" is no role/],
      ['{ roles: { claim: groups, map: { kit: integrator } } }', /has a key/],
      ['{ roles: { claim: groups, map: { partners: agency-worker } } }', /of which agency they are/],
      ['{ roles: { claim: groups } }', /"map" is missing/],
      ['{ roles: { claim: groups, map: {} } }', /nobody could sign in/],
      [
        '{ roles: { claim: g, map: { nav: navigator } }, agency: { claim: a, map: { Helpers: helpers, Kids: kids-help } } }',
        /:\d+:\d+: "Kids" is to mean the agency "kids-help", and this tenant has none/,
      ],
      ['{ roles: { map: { nav: navigator } }, region: x }', /"region" is not known here/],
      ['{ roles: { claim: g, map: { nav: navigator } }, ask: Priya }', /"ask" is needed in English and French/],
    ];
    for (const [index, [signIn]] of wrong.entries()) {
      const file = tenant.replace('tenant: test-line', `tenant: line-${index}`);
      await write(`tenants/line-${index}.yaml`, `${file}sign-in: ${signIn}\n`);
    }
    const told = (await problemsOf()).split('\n').filter((line) => line.includes('tenants/line-'));
    for (const [index, [, says]] of wrong.entries()) {
      expect(told.filter((line) => line.includes(`line-${index}.yaml`)).join()).toMatch(says);
    }
  });

  it('reads what regions are called, and names one that is none of them', async () => {
    const signIn = `sign-in: { roles: { claim: g, map: { nav: navigator } }, regions: { claim: r, map: { To: torronto, All: "*" } } }\n`;
    const onLine = tenant.replace('    number:', '    region: peal\n    number:');
    // Where none is named, none is looked for.
    await write('tenants/test-line.yaml', onLine + signIn);
    expect((await read()).tenants[0]?.tenant).toMatchObject({ regions: {}, lines: [{ region: 'peal' }] });
    const regions = 'regions: { toronto: { en: Toronto, fr: Toronto }, peel: { en: Peel, fr: Peel } }\n';
    await write('tenants/test-line.yaml', tenant + regions);
    expect((await read()).tenants[0]?.tenant.regions).toHaveProperty('peel', { en: 'Peel', fr: 'Peel' });
    await write('tenants/test-line.yaml', onLine + regions + signIn);
    const told = await problemsOf();
    expect(told).toMatch(/:\d+:\d+: "peal" is none of the regions that are named.*\n?.*toronto, peel/);
    expect(told).toMatch(/:\d+:\d+: "torronto" is none of the regions/);
    for (const wrong of ['regions: [toronto]', 'regions: { Toronto: { en: T, fr: T } }', 'regions: { peel: Peel }']) {
      await write('tenants/test-line.yaml', `${tenant}${wrong}\n`);
      expect(await problemsOf()).toMatch(
        /"regions" is not a map|"Toronto" is not an id|"peel" is needed in English and French/,
      );
    }
  });

  it('reads what it says', async () => {
    const found = (await read()).tenants.find((each) => each.tenant.id === 'test-line');
    expect(found?.tenant.lines[0]?.hours).toEqual({ monday: ['09:00-17:00'], holidays: 'closed' });
    expect(found?.agencies[0]).toMatchObject({ id: 'helpers', timeZone: 'America/Toronto', holidays: 'test' });
    expect(found?.agencies[0]?.services[0]).toMatchObject({
      phones: [{ number: '1-800-555-0100', extension: '340' }],
      interpreter: false,
      serviceArea: null,
      verify: null,
    });
    expect(found?.calendars).toEqual([
      { id: 'test', days: [{ date: '2026-12-25', name: { en: 'Christmas Day', fr: 'Noël' } }] },
    ]);
  });

  const sending = `    covers: { wards: [1, 15], fsas: [M9L] }
    capacity: by-teams
    teams:
      - { id: team-1, name: { en: Team 1, fr: Équipe 1 }, shifts: { monday: ["08:00-20:00"] } }
`;
  it('reads whom a service sends and where, and says in the report which wards nobody covers', async () => {
    await write('agencies/helpers.yaml', agency + sending);
    const [service] = (await read()).tenants[0]?.agencies[0]?.services ?? [];
    expect(service).toMatchObject({
      covers: { wards: [1, 15], fsas: ['M9L'] },
      byTeams: true,
      teams: [{ id: 'team-1', languages: [], shifts: { monday: ['08:00-20:00'], holidays: 'same' } }],
    });
    const { warnings } = await reportOf('test-line');
    expect(warnings.join('\n')).toMatch(/^wards 2, 3, .*14, 16, .*25 are covered by no service\. .*supervisor’s pick/m);
    await write('agencies/helpers.yaml', agency);
    expect((await reportOf('test-line')).warnings.join()).not.toContain('covered');
  });

  it.each([
    ['[1, 15]', '[1, 26]', '→ Write a whole number from 1 to 25.'],
    ['[1, 15]', '[1, 1]', 'Two wards are called "1".'],
    ['[M9L]', '[M9D]', '"M9D" is not the first half of a postal code.'],
    ['by-teams', 'full', '→ Write capacity: by-teams, or leave it out.'],
    ['08:00-20:00', '8-20', '"8-20" is not a span of time.'],
    ['shifts:', 'hours:', '→ Take it out, or write one of: id, name, languages, shifts.'],
    [/teams:\n.*\n$/, '', 'Its capacity goes by teams, and it has none: it would be full at every hour.'],
  ])('names what is wrong with whom it sends: %s as %s', async (right, wrong, message) => {
    await write('agencies/helpers.yaml', agency + sending.replace(right, wrong));
    expect(await problemsOf()).toContain(message);
  });

  it('takes hours of a service that nobody knows, and says so in the report', async () => {
    await write('agencies/helpers.yaml', agency.replace('hours: 24/7', 'hours: unknown'));
    const [found] = (await read()).tenants.filter((each) => each.tenant.id === 'test-line');
    expect(found?.agencies[0]?.services[0]?.hours).toBe('unknown');
    expect((await reportOf('test-line')).warnings.join()).toContain('service counselling: its hours are not known');
  });

  it('knows a number of a service that is one of the tenant’s own lines, however it is written', async () => {
    await write('agencies/helpers.yaml', agency.replace('1-800-555-0100', '(866) 555-0100'));
    const [found] = (await read()).tenants.filter((each) => each.tenant.id === 'test-line');
    expect(found?.agencies[0]?.services[0]?.phones).toEqual([
      { number: '(866) 555-0100', extension: '340', ownLine: true },
    ]);
    expect((await reportOf('test-line')).warnings.join()).toContain('is a line that you answer yourselves');
  });

  const mistakes: readonly (readonly [string, string, string, string, RegExp])[] = [
    ['an unknown key', 'tenants/test-line.yaml', 'holidays: test', 'hollidays: test', /:5:1: "hollidays" is not known/],
    [
      'a missing key',
      'tenants/test-line.yaml',
      'languages: [en, fr]\nh',
      'h',
      /"languages" is missing.*\n.*\[en, fr\]/,
    ],
    [
      'a time zone',
      'tenants/test-line.yaml',
      'America/Toronto',
      'Toronto time',
      /:3:12: "Toronto time" is not a time zone/,
    ],
    ['a language', 'tenants/test-line.yaml', '[en, fr]', '[English]', /:4:13: "English" is not a language code/],
    ['one language only', 'tenants/test-line.yaml', ', fr: Principale', '', /:12:\d+: "title" has no "fr"/],
    ['a number', 'tenants/test-line.yaml', '1-866-555-0100', 'call us', /:10:13: "call us" is not a phone number/],
    ['an hour', 'tenants/test-line.yaml', '09:00-17:00', '9-17', /:15:\d+: "9-17" is not a span of time/],
    [
      'unknown hours of our own line',
      'tenants/test-line.yaml',
      '{ monday: ["09:00-17:00"], holidays: closed }',
      'unknown',
      /"hours" cannot be read/,
    ],
    ['a weekday', 'tenants/test-line.yaml', 'monday:', 'mon:', /:15:\d+: "mon" is not known here/],
    ['an agency', 'tenants/test-line.yaml', '[helpers]', '[helpers, nobody]', /:7:21: There is no file .*nobody\.yaml/],
    [
      'a program',
      'tenants/test-line.yaml',
      'programs: []',
      'programs: [nope]',
      /:6:12: There is no file .*programs\/nope/,
    ],
    [
      'a calendar',
      'tenants/test-line.yaml',
      'holidays: test',
      'holidays: other',
      /:5:11: There is no file .*other\.yaml/,
    ],
    ['an id', 'agencies/helpers.yaml', 'id: counselling', 'id: Coun selling', /:5:9: "Coun selling" is not an id/],
    ['a handover', 'agencies/helpers.yaml', '[warm, number]', '[warm, hot]', /:10:23: "hot" is no handover/],
    ['an extension', 'agencies/helpers.yaml', '"340"', '"ask for Jo"', /:7:\d+: "ask for Jo" is not an extension/],
    [
      'a flag',
      'agencies/helpers.yaml',
      '    hours',
      '    interpreter: sometimes\n    hours',
      /"interpreter" is not true or false/,
    ],
    ['no source', 'agencies/helpers.yaml', '    source: https://example.org\n', '', /"source" is missing/],
    ['no services', 'agencies/helpers.yaml', agency.slice(agency.indexOf('services')), '', /"services" is missing/],
    [
      'not YAML',
      'agencies/helpers.yaml',
      'id: helpers',
      'id: [helpers',
      /agencies\/helpers\.yaml:\d+:\d+: .*\(yaml-syntax\)/,
    ],
    ['a date', 'holidays/test.yaml', '2026-12-25', '2026-02-30', /:3:13: "2026-02-30" is not a date/],
    ['a type of fact', 'facts.yaml', 'type: language', 'type: tongue', /:2:17: "tongue" is no type of question/],
    [
      'a program with mistakes',
      'programs/good2talk/program.yaml',
      'format: 1',
      'format: 7',
      /config\/programs\/good2talk\/program\.yaml:\d+/,
    ],
    [
      'a program of another name',
      'programs/good2talk/program.yaml',
      'program: good2talk',
      'program: other',
      /folder is called "good2talk"/,
    ],
  ];
  it.each(mistakes)('refuses %s, with file, line and what to write instead', async (_, name, from, to, message) => {
    const text = await readFile(join(folder, name), 'utf8');
    expect(text).toContain(from);
    if (name.startsWith('programs/')) await write('tenants/test-line.yaml', withProgram);
    await write(name, text.replace(from, to));
    const said = await problemsOf();
    expect(said).toMatch(message);
    expect(said).toContain(`config/${name}:`);
    expect(said).toContain('→ ');
  });

  it('tells all mistakes at once', async () => {
    await write('agencies/helpers.yaml', agency.replace('https://example.org', '7').replace('[warm, number]', 'warm'));
    await write('facts.yaml', facts.replace('language,', 'tongue,'));
    expect((await problemsOf()).match(/→/g)).toHaveLength(3);
  });

  it('names two lines, services or days of the same id', async () => {
    const again = tenant.slice(tenant.indexOf('  - id: main')).replace('0100', '0101');
    await write('tenants/test-line.yaml', tenant + again);
    expect(await problemsOf()).toContain('Two lines are called "main".');
  });

  it('refuses one tenant in two files', async () => {
    await write('tenants/twin.yaml', tenant);
    expect(await problemsOf()).toContain('Two files describe the tenant "test-line".');
  });

  it('reports a program that leads to one that is not loaded, with the number given instead', async () => {
    await cp(join(shipped, 'tenants/ontario-211.yaml'), join(folder, 'tenants/ontario-211.yaml'));
    const { warnings } = await reportOf('ontario-211');
    expect(warnings).toContain(
      'good2talk: the end "not-student" opens core-211, which is not loaded here. ' +
        'The directory line "core-211" (2-1-1) is given instead.',
    );
  });

  it('reports services that the directory lacks, programs nobody can dial, numbers to confirm, facts that differ', async () => {
    await write('tenants/test-line.yaml', withProgram.replace('good2talk\n    title', 'core\n    title'));
    await write('agencies/helpers.yaml', `${agency}    verify: Check the number.\n`);
    await write('facts.yaml', facts.replace('language,', 'text,'));
    const said = (await reportOf('test-line')).warnings.join('\n');
    expect(said).toContain('names the service "kids-help-phone", which the directory of test-line does not have');
    expect(said).toContain('good2talk: no line of test-line leads to it.');
    expect(said).toContain('opens core-211, which is not loaded here. No line of that program is known either');
    expect(said).toContain('service counselling: Check the number.');
    expect(said).toContain('"lang" is a language, and config/facts.yaml shares it as a text');
  });
});
