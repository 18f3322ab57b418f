import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { loadConfig } from '../../apps/api/loading/load-config.js';
import type { Config } from '../../apps/api/loading/read-config.js';
import type { Role } from '../../libs/access/index.js';
import { readConfigForTests, startTestApp, type TestApp } from '../setup/app.js';

type Body = Record<string, unknown>;
const yaml = 'application/yaml';
const xml = 'application/dmn+xml';
const safe = { danger: 'no', weapon: 'no', medical: 'no', suicide: 'none', safe_to_talk: 'yes' };
const calm = Object.fromEntries(Object.entries(safe).map(([id, value]) => [`safety.${id}`, value]));

describe('changing a rule', () => {
  let test: TestApp;
  let drafts: Drafts;
  beforeAll(async () => {
    test = await startTestApp();
    drafts = new Drafts(test);
  });
  afterAll(() => test.stop());

  /** A caller of this age, up to where the age decides. */
  async function caller(age: number): Promise<string> {
    const opened = await drafts.send('post', '/cases', 'navigator', {
      program: 'dso',
      channel: 'phone',
      language: 'en',
    });
    const id = String((opened.body as Body)['id']);
    await drafts.send('post', `/cases/${id}/answers`, 'navigator', { answers: calm });
    await answer(id, { lang: 'en', caller_role: 'self', reason: 'developmental', area: 'york', postal: 'prefer-not' });
    const year = test.clock.now().getUTCFullYear() - age;
    await answer(id, { dob: `${year}-01-01` });
    return id;
  }
  async function answer(id: string, answers: Body): Promise<Body> {
    const { body, status } = await drafts.send('post', `/cases/${id}/answers`, 'navigator', { answers });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body as Body;
  }
  const verdictOf = (view: Body) =>
    (view['verdicts'] as Record<string, { outcome: string | null }>)['prescreen']?.outcome;
  const read = async (id: string) => (await drafts.send('get', `/cases/${id}`, 'navigator')).body as Body;

  describe('of the prescreen', () => {
    let at: string;
    let table: string;
    let running: string;
    beforeAll(async () => {
      running = await caller(16);
      at = await drafts.open('dso', { note: 'From 17 on' });
      table = (await drafts.send('get', `${at}/files/prescreen.table.yaml`, 'program-admin')).text;
    });

    it('begins with the files of the active version, and changes nothing yet', async () => {
      const { body } = await drafts.send('get', at, 'approver');
      expect(body).toMatchObject({
        base: 1,
        from: 1,
        note: 'From 17 on',
        status: 'open',
        createdBy: { id: 'luc-gagnon', name: 'Luc Gagnon' },
        checked: { state: 'none' },
        approval: null,
        changes: { files: [], tables: [] },
      });
      const tables = (await drafts.send('get', `${at}/tables`, 'supervisor')).body as { items: Body[] };
      expect(tables.items.map(({ decision, file }) => [decision, file])).toEqual([
        ['region', 'region.table.yaml'],
        ['prescreen', 'prescreen.table.yaml'],
        ['permission', 'permission.table.yaml'],
        ['safety.risk', 'fragments/safety-gate@1/risk.dmn'],
      ]);
      expect(body.files).toHaveLength(10);
    });

    it('keeps nothing of a file that cannot be read, and names every mistake in it', async () => {
      const broken = table.replace("'< 16'", "'under 16'").replace("'< 18', urgent", "'within 18', urgent");
      const refused = await drafts.put(`${at}/tables/prescreen`, yaml, broken, 1);
      expect(refused.status).toBe(422);
      expect(refused.body).toMatchObject({ type: '/problems/file-cannot-be-read' });
      expect(refused.body.errors).toEqual([
        expect.objectContaining({
          file: 'prescreen.table.yaml',
          line: 21,
          row: 1,
          cell: 'Age',
          text: expect.stringContaining('16'),
        }),
        expect.objectContaining({ file: 'prescreen.table.yaml', row: 2, cell: 'Age' }),
      ]);
      expect((await drafts.send('get', at, 'program-admin')).body).toMatchObject({ revision: 1, editedBy: [] });
    });

    it('keeps a table with a gap, says who falls into it in both languages, and lets nobody approve it', async () => {
      const gap = table.replace('hit-policy: FIRST', 'hit-policy: UNIQUE');
      const kept = await drafts.put(`${at}/tables/prescreen`, yaml, gap, 1);
      expect(kept.status).toBe(200);
      expect(kept.body).toMatchObject({ revision: 2, checked: { state: 'faults' }, editedBy: [{ id: 'luc-gagnon' }] });
      const [fault] = kept.body.findings.faults as Body[];
      expect(fault).toMatchObject({
        code: 'overlap',
        title: { en: 'Two rows contradict each other', fr: 'Deux lignes se contredisent' },
        file: 'prescreen.table.yaml',
        row: expect.any(Number),
        line: expect.any(Number),
        example: { said: { en: expect.stringMatching(/: /), fr: expect.stringMatching(/ : /) } },
      });
      const checked = await drafts.send('post', `${at}/check`, 'program-admin');
      expect(checked.body.faults).toEqual(kept.body.findings.faults);
      expect(await drafts.reason('approve', at, 2)).toBe('/problems/draft-has-faults');
      expect((await drafts.send('post', `${at}/backtest`, 'approver', {})).body.type).toBe(
        '/problems/draft-has-faults',
      );
    });

    it('is mended: the change is told row by row and cell by cell', async () => {
      const mended = await drafts.put(`${at}/tables/prescreen`, yaml, table.replace("'< 16'", "'< 17'"), 2);
      expect(mended.body).toMatchObject({ revision: 3, checked: { state: 'passed' }, findings: { faults: [] } });
      expect(mended.body.changes).toEqual({
        files: [{ name: 'prescreen.table.yaml', kind: 'changed' }],
        tables: [
          {
            decision: 'prescreen',
            kind: 'changed',
            columns: { added: [], removed: [] },
            settings: [],
            counts: { added: 0, removed: 0, changed: 1 },
            rows: [
              {
                kind: 'changed',
                row: 1,
                before: 1,
                cells: [{ column: { en: 'Age', fr: 'Âge' }, before: '< 16', after: '< 17' }],
              },
            ],
          },
        ],
      });
    });

    it('is not approved by anybody who has not seen what would change for people', async () => {
      expect(await drafts.reason('approve', at, 3)).toBe('/problems/draft-is-not-compared');
      expect(await drafts.reason('publish', at, 3)).toBe('/problems/draft-is-not-approved');
    });

    it('is compared with past cases: who would have another outcome is named', async () => {
      const only = await drafts.backtest(at, { decisions: ['permission'] });
      expect(only).toMatchObject({ complete: false, figures: [{ decision: 'permission', changed: 0 }] });
      expect(await drafts.reason('approve', at, 3)).toBe('/problems/draft-is-not-compared');
      const all = await drafts.backtest(at, {});
      expect(all).toMatchObject({
        status: 'finished',
        complete: true,
        current: true,
        base: 1,
        compared: 1,
        done: 1,
        total: 1,
      });
      const figures = (all['figures'] as Body[]).find(({ decision }) => decision === 'prescreen');
      expect(figures).toMatchObject({
        changed: 1,
        named: 1,
        counts: [{ from: { id: null, label: { fr: 'Pas encore décidé' } }, to: { id: 'under-16' }, cases: 1 }],
        flips: [{ case: running, from: null, to: 'under-16' }],
        next: null,
      });
      const flips = `${at}/backtests/${String(all['id'])}/flips/prescreen`;
      expect((await drafts.send('get', flips, 'supervisor')).body).toEqual({ items: figures?.['flips'], next: null });
      expect((await drafts.send('get', `${at}/backtests`, 'approver')).body.items).toHaveLength(2);
      const wrong = await drafts.send('post', `${at}/backtest`, 'approver', { decisions: ['nothing'] });
      expect(wrong.body).toMatchObject({ status: 422, errors: [{ pointer: '/decisions' }] });
    });

    it('is approved by a second person, for exactly these files', async () => {
      const author = await drafts.send('post', `${at}/approve`, 'program-admin', {}, { 'if-match': '"3"' });
      expect(author.status).toBe(403);
      await test.database.ownerQuery(
        `INSERT INTO role_grants SELECT (jsonb_populate_record(g, '{"role": "approver", "person_id": "luc-gagnon"}')).*
         FROM role_grants g WHERE tenant_id = 'ontario-211' AND person_id = 'helen-whiteduck'`,
      );
      expect(await drafts.reason('approve', at, 3, 'luc-gagnon')).toBe('/problems/own-draft-needs-somebody-else');
      const without = await drafts.send('post', `${at}/approve`, 'approver', {}, { 'if-match': '*' });
      expect(without.status).toBe(428);
      const approved = await drafts.step('approve', at, 3, { note: 'Looked at the one case.' });
      expect(approved.body).toMatchObject({
        revision: 4,
        approval: { by: { id: 'helen-whiteduck' }, note: 'Looked at the one case.' },
      });
    });

    it('loses its approval with the next change', async () => {
      const labels = (await drafts.send('get', `${at}/files/labels.yaml`, 'program-admin')).text;
      const changed = await drafts.put(`${at}/files/labels.yaml`, yaml, `${labels}\n# one more word\n`, 4);
      expect(changed.body).toMatchObject({ revision: 5, approval: null, checked: { state: 'passed' } });
      expect(await drafts.reason('publish', at, 5)).toBe('/problems/draft-is-not-approved');
      expect(await drafts.reason('approve', at, 4)).toBe('/problems/somebody-else-changed-it');
      expect(await drafts.reason('approve', at, 5)).toBe('/problems/draft-is-not-compared');
      await drafts.backtest(at, {});
      await drafts.step('approve', at, 5);
    });

    it('is published once, whoever tries at the same moment; not for another day', async () => {
      const later = { effective: '2099-01-01T00:00:00Z' };
      expect((await drafts.step('publish', at, 6, later, 422)).body.type).toBe('/problems/effective-is-not-now');
      const local = await drafts.step('publish', at, 6, { effective: '2026-06-01T11:00:00' }, 422);
      expect(local.body).toMatchObject({ errors: [{ pointer: '/effective' }] });
      const two = await Promise.all(
        ['a', 'b'].map((key) =>
          drafts.send('post', `${at}/publish`, 'approver', {}, { 'if-match': '"6"', 'idempotency-key': key }),
        ),
      );
      const [done, late] = two.sort((a, b) => a.status - b.status);
      expect([done?.status, late?.status]).toEqual([200, 409]);
      expect(late?.body.type).toBe('/problems/draft-is-closed');
      const number = (await read(running))['number'];
      expect(done?.body).toMatchObject({ status: 'published', version: 2, closedBy: { id: 'helen-whiteduck' } });
      expect(done?.body.openCases).toEqual({ versions: [{ version: 1, cases: 1 }], numbers: [number] });
      const program = await drafts.send('get', '/programs/dso', 'navigator');
      expect(program.body).toMatchObject({ version: 2, publishedBy: 'helen-whiteduck', drafts: 0 });
      const again = await drafts.put(`${at}/tables/prescreen`, yaml, table, 7);
      expect(again.body.type).toBe('/problems/draft-is-closed');
    });

    it('holds for new cases, in every process; one that was open keeps its version', async () => {
      const view = await read(running);
      expect([view['version'], verdictOf(view)]).toEqual([1, null]);
      const fresh = await read(await caller(16));
      expect([fresh['version'], verdictOf(fresh)]).toEqual([2, 'under-16']);
      const other = await test.beside();
      const opened = await fetch(`${other}/api/v1/cases`, {
        method: 'POST',
        headers: { authorization: await test.signIn('navigator'), 'content-type': 'application/json' },
        body: JSON.stringify({ program: 'dso', channel: 'phone', language: 'en' }),
      });
      expect(await opened.json()).toMatchObject({ version: 2 });
      // The old rule: at 16 one may go on.
      expect((await answer(running, { urgent: 'yes' }))['version']).toBe(1);
      expect(verdictOf(await read(running))).toBe('urgent');
    });

    it('of a version that is no longer active goes no further, and says what to do', async () => {
      const stale = await drafts.open('dso', { from: 1 });
      await test.database.ownerQuery('UPDATE program_drafts SET base_version = 1 WHERE id = $1', [
        stale.split('/').at(-1),
      ]);
      await drafts.send('post', `${stale}/check`, 'approver');
      expect(await drafts.reason('approve', stale, 1)).toBe('/problems/base-is-not-active');
      expect((await drafts.send('post', `${stale}/backtest`, 'approver', {})).body).toMatchObject({
        type: '/problems/base-is-not-active',
        detail: expect.stringContaining('version 1, which is no longer the active one. Open a new draft'),
      });
    });
  });

  it('in the configuration waits as a draft once a person has published, goes the same way, and comes once', async () => {
    const config = readConfigForTests();
    const { dso } = config.programs;
    if (!dso) throw new Error('dso is not shipped');
    const sources = {
      ...dso.sources,
      'prescreen.table.yaml': String(dso.sources['prescreen.table.yaml']).replace('< 16', '< 15'),
    };
    const program = JSON.parse(JSON.stringify(dso.program).replace('"value":16', '"value":15')) as typeof dso.program;
    const changed: Config = { ...config, programs: { ...config.programs, dso: { ...dso, sources, program } } };
    const load = () => loadConfig(test.database.unitOfWork, changed);
    await load();
    const { items } = (await drafts.send('get', '/programs/dso/drafts?status=open', 'program-admin')).body as {
      items: Body[];
    };
    const left = items.find(({ createdBy }) => createdBy === null);
    expect(left).toMatchObject({ base: 2, from: null, revision: 1, checked: { state: 'none' } });
    const at = `/programs/dso/drafts/${String(left?.['id'])}`;
    const detail = (await drafts.send('get', at, 'approver')).body as { changes: { tables: Body[] } };
    expect(detail.changes.tables).toMatchObject([{ decision: 'prescreen', counts: { changed: 1 } }]);
    await drafts.send('post', `${at}/check`, 'approver');
    await drafts.backtest(at, {});
    await drafts.step('approve', at, 1);
    expect((await drafts.step('publish', at, 2)).body).toMatchObject({ version: 3, createdBy: null });
    await load();
    expect((await drafts.send('get', '/programs/dso', 'navigator')).body).toMatchObject({ version: 3, drafts: 1 });
  });

  describe('by a file', () => {
    it('of DMN in the place of YAML names it in program.yaml, and changes no other byte there', async () => {
      const at = await drafts.open('dso');
      const before = (await drafts.send('get', `${at}/files/program.yaml`, 'program-admin')).text;
      const dmn = await drafts.send('get', `${at}/tables/prescreen`, 'approver', undefined, { accept: xml });
      expect(dmn.headers['content-type']).toBe('application/dmn+xml; charset=utf-8');
      expect(dmn.text).toContain('https://www.omg.org/spec/DMN/20230324/MODEL/');
      const put = await drafts.put(`${at}/tables/prescreen`, 'application/xml; charset=utf-8', dmn.text, 1);
      expect(put.body).toMatchObject({ checked: { state: 'passed' }, changes: { tables: [] } });
      expect(put.body.changes.files).toEqual([
        { name: 'prescreen.dmn', kind: 'added' },
        { name: 'prescreen.table.yaml', kind: 'removed' },
        { name: 'program.yaml', kind: 'changed' },
      ]);
      const after = (await drafts.send('get', `${at}/files/program.yaml`, 'program-admin')).text;
      expect(after).toBe(before.replace('table: prescreen.table.yaml', 'table: prescreen.dmn'));
      const json = await drafts.send('get', `${at}/tables/prescreen`, 'approver');
      expect(json.body).toMatchObject({ file: 'prescreen.dmn', table: { id: 'prescreen', hitPolicy: 'FIRST' } });
      // And back.
      const yamlAgain = (await drafts.send('get', `${await drafts.open('dso')}/files/prescreen.table.yaml`, 'approver'))
        .text;
      const back = await drafts.put(`${at}/tables/prescreen`, yaml, yamlAgain, 2);
      expect(back.body.changes).toEqual({ files: [], tables: [] });
    });

    it('by nobody who was overtaken, who may not, or who is of another tenant', async () => {
      const at = await drafts.open('dso');
      const text = (await drafts.send('get', `${at}/files/routes.yaml`, 'approver')).text;
      const file = `${at}/files/routes.yaml`;
      const [first, second] = await Promise.all([1, 2].map((n) => drafts.put(file, yaml, `${text}\n# ${n}\n`, 1)));
      expect([first?.status, second?.status].sort()).toEqual([200, 412]);
      expect((first?.status === 412 ? first : second)?.body.current).toMatchObject({ revision: 2 });
      expect((first?.status === 412 ? first : second)?.body.current).not.toHaveProperty('sources');
      expect((await drafts.put(file, yaml, text, null)).status).toBe(428);
      expect((await drafts.put(file, yaml, text, 2, 'approver')).status).toBe(403);
      const foreign = await test.signIn('program-admin', 'greater-montreal');
      for (const path of [at, `${at}/tables`, file, `${at}/tables/prescreen`, `${at}/backtests`]) {
        const { status } = await test.http.get(`/api/v1${path}`).set('authorization', foreign);
        expect([path, status]).toEqual([path, 404]);
      }
      const put = await test.http
        .put(`/api/v1${file}`)
        .set({ authorization: foreign, 'if-match': '"2"', 'content-type': yaml })
        .send(text);
      expect(put.status).toBe(404);
      // The right draft under another program's address.
      expect((await drafts.send('get', at.replace('/dso/', '/good2talk/'), 'approver')).status).toBe(404);
    });

    it('and is refused a route to a service that the directory does not have; what it changes about safety is said', async () => {
      const at = await drafts.open('good2talk');
      const file = `${at}/files/routes.yaml`;
      const text = (await drafts.send('get', file, 'program-admin')).text;
      const nobody = text.replace(/(emergency-911: \[)[^\]]*/, '$1nobody-here');
      expect(nobody).not.toBe(text);
      const put = await drafts.put(file, yaml, nobody, 1);
      expect(put.body.findings).toMatchObject({
        faults: [
          { code: 'service-is-unknown', text: 'nobody-here', title: { fr: expect.stringContaining('répertoire') } },
        ],
        warnings: expect.arrayContaining([expect.objectContaining({ code: 'safety-is-changed' })]),
      });
      const approved = await drafts.send('post', `${at}/approve`, 'approver', { note: 'Good' }, { 'if-match': '"2"' });
      expect([approved.status, approved.body.type]).toEqual([409, '/problems/draft-has-faults']);
    });

    let attacked: string | null = null;
    const lots = (count: number, item: string) => item.repeat(count);
    const dmnOf = (inner: string, before = '') =>
      `<?xml version="1.0"?>${before}<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">${inner}</definitions>`;
    const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${[...'bcdefgh'].map((name, at) => `<!ENTITY ${name} "${lots(9, `&${'abcdefg'[at]};`)}">`).join('')}]>`;
    const anchors = `a: &a [x]\n${[...'bcdefgh'].map((name, at) => `${name}: &${name} [${lots(9, `*${'abcdefg'[at]},`)}]`).join('\n')}`;
    it.each([
      [
        'a document type',
        'tables/prescreen',
        xml,
        dmnOf('', '<!DOCTYPE definitions SYSTEM "file:///etc/passwd">'),
        422,
      ],
      ['a billion laughs', 'tables/prescreen', xml, dmnOf('<decision id="x" name="&h;"/>', laughs), 422],
      ['the same in YAML', 'tables/prescreen', yaml, anchors, 422],
      ['brackets without end', 'files/labels.yaml', yaml, lots(50_000, '['), 422],
      ['more than 2 MB', 'tables/prescreen', xml, dmnOf(`<!--${lots(2_200_000, 'x')}-->`), 413],
      ['much more than that', 'tables/prescreen', xml, lots(5_000_000, 'x'), 413],
      ['5,000 rows of 100 columns', 'tables/prescreen', xml, dmnOf(lots(5001, '<rule/>')), 422],
      ['nothing', 'tables/prescreen', xml, '', 422],
      ['HTML', 'tables/prescreen', xml, '<html><body>Hello</body></html>', 422],
      ['a NUL character', 'files/labels.yaml', yaml, 'a: "\u0000"', 422],
      ['JSON', 'tables/prescreen', 'application/json', '{"form":"yaml","text":"a: 1"}', 415],
      ['YAML called DMN', 'files/prescreen.dmn', yaml, 'a: 1', 415],
      ['another kind of file', 'files/run.sh', yaml, 'a: 1', 422],
      ['a name that leads away', `files/${encodeURIComponent('../../config/app.yaml')}`, yaml, 'a: 1', 422],
      ['a hidden name', 'files/.env.yaml', yaml, 'a: 1', 422],
      ['a name of objects', 'files/__proto__', yaml, 'a: 1', 422],
      ['a name with a sign', `files/${encodeURIComponent('a\u0000.yaml')}`, yaml, 'a: 1', 422],
      ['a decision of objects', 'tables/__proto__', xml, dmnOf(''), 404],
      ['a decision that there is not', 'tables/nothing', yaml, 'a: 1', 404],
      ['what programs share', 'tables/safety.risk', xml, dmnOf(''), 409],
      ['a shared file', `files/${encodeURIComponent('fragments/safety-gate@1/risk.dmn')}`, xml, dmnOf(''), 409],
    ])('of %s is refused, and the draft is as it was', async (_, where, type, text, status) => {
      const at = (attacked ??= await drafts.open('dso'));
      const refused = await drafts.put(`${at}/${where}`, type, text, 1);
      expect([refused.status, refused.body.status]).toEqual([status, status]);
      expect(refused.headers['content-type']).toContain('application/problem+json');
      expect((await drafts.send('get', at, 'approver')).body).toMatchObject({ revision: 1, changes: { files: [] } });
    });

    it('whose bytes are no UTF-8 is refused', async () => {
      const at = await drafts.open('dso');
      const refused = await fetch(`${await test.app.getUrl()}/api/v1${at}/files/labels.yaml`, {
        method: 'PUT',
        headers: { authorization: await test.signIn('program-admin'), 'if-match': '"1"', 'content-type': yaml },
        body: Buffer.from('a: "é"', 'latin1'),
      });
      expect(await refused.json()).toMatchObject({ type: '/problems/text-is-not-utf-8', status: 422 });
    });

    it('is taken at no other address', async () => {
      const answer = await test.http
        .post('/api/v1/cases')
        .set({ authorization: await test.signIn('navigator'), 'content-type': xml })
        .send('<a/>');
      expect([answer.status, answer.body.type]).toEqual([415, '/problems/content-type-is-not-json']);
    });
  });

  it('that nobody wants any more is withdrawn, and kept to be read', async () => {
    const at = await drafts.open('dso');
    const gone = await drafts.send('delete', at, 'program-admin', undefined, { 'if-match': '"1"' });
    expect(gone.body).toMatchObject({ status: 'withdrawn', closedBy: { id: 'luc-gagnon' }, revision: 2 });
    expect((await drafts.send('get', at, 'approver')).status).toBe(200);
    expect(await drafts.reason('approve', at, 2)).toBe('/problems/draft-is-closed');
    expect((await drafts.send('post', `${at}/check`, 'approver')).body.type).toBe('/problems/draft-is-closed');
  });

  it('says in French what stands in the way, to whoever reads French', async () => {
    const at = await drafts.open('dso');
    const headers = { 'if-match': '"1"', 'accept-language': 'fr' };
    const refused = await drafts.send('post', `${at}/approve`, 'approver', {}, headers);
    expect(refused.body).toMatchObject({ title: 'Cette ébauche n’est pas encore vérifiée', status: 409 });
  });

  it('is compared by a process that ended before its time: that is said, and another one may begin', async () => {
    const at = await drafts.open('dso');
    const id = String((await drafts.backtest(at, {}))['id']);
    await test.database.ownerQuery(
      `UPDATE program_backtests SET status = 'running', result = NULL, told_at = told_at WHERE id = $1`,
      [id],
    );
    expect((await drafts.send('get', `${at}/backtests/${id}`, 'approver')).body.status).toBe('running');
    expect((await drafts.send('post', `${at}/backtest`, 'approver', {})).body.type).toBe(
      '/problems/backtest-is-running',
    );
    test.clock.advance(121_000);
    expect((await drafts.send('get', `${at}/backtests/${id}`, 'approver')).body.status).toBe('stopped');
    expect(await drafts.backtest(at, {})).toMatchObject({ status: 'finished' });
  });
});

/** The API as a program admin and an approver call it. */
class Drafts {
  constructor(private readonly test: TestApp) {}

  async send(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    role: Role,
    body?: object | string,
    headers: Readonly<Record<string, string>> = {},
    person?: string,
  ): Promise<Response> {
    const authorization = await this.test.signIn(role, 'ontario-211', person === undefined ? {} : { person });
    const request = this.test.http[method](`/api/v1${path}`).set({ authorization, ...headers });
    // A file of DMN is read as text.
    void request.buffer(true).parse((answer, done) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const isJson = /json/.test(String((answer as unknown as Response).headers['content-type']));
        (answer as unknown as { text: string }).text = text;
        done(null, isJson ? JSON.parse(text) : {});
      });
    });
    return body === undefined ? request : request.send(body);
  }

  async open(program: string, body: object = {}): Promise<string> {
    const opened = await this.send('post', `/programs/${program}/drafts`, 'program-admin', body);
    if (opened.status !== 201) throw new Error(opened.text);
    return String(opened.headers['location']).replace('/api/v1', '');
  }

  put(
    path: string,
    type: string,
    text: string,
    revision: number | null,
    role: Role = 'program-admin',
  ): Promise<Response> {
    const headers = { 'content-type': type, ...(revision !== null && { 'if-match': `"${revision}"` }) };
    return this.send('put', path, role, text, headers);
  }

  async step(
    what: 'approve' | 'publish',
    at: string,
    revision: number,
    body: object = {},
    status = 200,
  ): Promise<Response> {
    const answer = await this.send(
      'post',
      `${at}/${what}`,
      'approver',
      body,
      { 'if-match': `"${revision}"` },
      'helen-whiteduck',
    );
    if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** Why this is refused. */
  async reason(what: 'approve' | 'publish', at: string, revision: number, person = 'helen-whiteduck'): Promise<string> {
    const answer = await this.send('post', `${at}/${what}`, 'approver', {}, { 'if-match': `"${revision}"` }, person);
    return String((answer.body as Body)['type']);
  }

  /** Started, and read until it is over. */
  async backtest(at: string, body: object): Promise<Body> {
    const started = await this.send('post', `${at}/backtest`, 'approver', body);
    if (started.status !== 202) throw new Error(started.text);
    const where = String(started.headers['location']).replace('/api/v1', '');
    for (;;) {
      const { body: now } = (await this.send('get', where, 'approver')) as { body: Body };
      if (now['status'] !== 'running') return now;
    }
  }
}
