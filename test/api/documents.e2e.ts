import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { appOptions, type AppOptions } from '../../apps/api/shell/options.js';
import { askClamd, type DrawPicture, drawPicture, type Scan } from '../../libs/documents/index.js';
import {
  eicar,
  emptyZip,
  type FakeClamd,
  heic,
  jpeg,
  largest,
  openClamd,
  pdf,
  png,
} from '../../libs/documents/testing/files.js';
import { OutboxPump, TimerPump } from '../../libs/platform/index.js';
import { readProgram, seedProgram } from '../../libs/programs/index.js';
import { fares } from '../../libs/programs/reading/testing/fares.js';
import { fareWithProof } from '../../libs/programs/reading/testing/fare-with-proof.js';
import { startTestApp, type TestApp } from '../setup/app.js';

type Body = Record<string, unknown>;
const page = Buffer.from('<!doctype html><script>alert(1)</script>');
const poor = { household_size: 1, household_income: 2000000, age: 30 };

/** Where papers are missing, a letter says how they stand. */
const faresThatAsk = {
  ...fares,
  'program.yaml': fares['program.yaml']!.replace(
    'household_size, home]}',
    'household_size, home, proof_income]}',
  ).replace('entry: {alert: reviewer}', 'send: {letter: decision, email: email, print: home}'),
  'letters/decision.en.md': `${fares['letters/decision.en.md']}\n{{answer.proof_income}}\n`,
  'letters/decision.fr.md': `${fares['letters/decision.fr.md']}\n{{answer.proof_income}}\n`,
};

describe('a proof that somebody sends in', () => {
  let app: TestApp;
  let clamd: FakeClamd;
  let url: string;
  let token: string;
  let id: string;
  /** Whether there is a scanner changes from test to test. */
  const use = (scan: Scan | null, draws: DrawPicture | null = null) =>
    Object.assign(app.app.get<AppOptions>(appOptions), { scan, drawPicture: draws });
  beforeAll(async () => {
    clamd = await openClamd();
    app = await startTestApp();
    url = `${await app.app.getUrl()}/api/v1`;
    token = await app.signIn('navigator');
    const admin = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
    for (const files of [fareWithProof, faresThatAsk]) {
      const read = await readProgram(files);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      await app.database.unitOfWork.run(admin, (tx) => seedProgram(tx, read.program, files));
    }
  });
  afterAll(async () => {
    await app.stop();
    await clamd.close();
  });
  beforeEach(async () => {
    use(null);
    const opened = await ask('POST', '/cases', {
      program: 'fare',
      channel: 'phone',
      language: 'en',
      line: 'good2talk',
    });
    if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
    id = String(opened.body['id']);
    await ask('POST', `/cases/${id}/answers`, { answers: poor });
  });

  async function ask(method: string, path: string, body?: object, bearer = token) {
    const headers = { authorization: bearer, ...(body && { 'content-type': 'application/json' }) };
    const answer = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }
  async function send(
    file: Buffer,
    name = 'pay slip.pdf',
    more: Record<string, string> = {},
    question = 'proof_income',
  ) {
    const query = new URLSearchParams({ question, name });
    const headers = { authorization: token, 'content-type': 'application/octet-stream', ...more };
    const body = new Uint8Array(file);
    const answer = await fetch(`${url}/cases/${id}/documents?${query}`, { method: 'POST', headers, body });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
  }
  const read = (document: unknown, bearer = token) =>
    fetch(`${url}/documents/${String(document)}/content`, { headers: { authorization: bearer } });
  const list = async () => (await ask('GET', `/cases/${id}/documents`)).body['items'] as Body[];
  const view = async () => {
    const { body } = await ask('GET', `/cases/${id}`);
    const answers = body['answers'] as { question: string; value: unknown }[];
    return [body['state'], answers.find(({ question }) => question === 'proof_income')?.value];
  };
  const left = () =>
    app.database.ownerQuery<Body>(
      `SELECT status, (SELECT count(*)::int FROM document_parts p WHERE p.document_id = d.id) AS parts
       FROM documents d WHERE case_id = $1`,
      [id],
    );
  const audited = async (action: string) =>
    (await app.database.ownerQuery(`SELECT 1 FROM audit WHERE action = $1 AND subject->>'case' = $2`, [action, id]))
      .length;
  const settle = () => app.app.get(TimerPump).drainOnce();

  it('is asked for, comes, and answers its question: the case moves on', async () => {
    expect(await view()).toEqual(['papers', undefined]);
    const asked = (await ask('GET', `/cases/${id}`)).body['questions'] as Body[];
    expect(asked).toMatchObject([{ id: 'proof_income', type: 'document', answers: { length: 4 } }]);
    const { status, headers, body } = await send(pdf(), '../../C:\\tax\\Avis d’impôt.PDF');
    expect([status, headers.get('location')]).toEqual([201, `/api/v1/documents/${String(body['id'])}/content`]);
    expect(body).toEqual({
      ...{ id: body['id'], question: 'proof_income', name: 'Avis d’impôt.pdf', type: 'application/pdf' },
      ...{ bytes: pdf().length, status: 'unscanned', marks: [], picture: null, receivedBy: 'Amina Diallo' },
      receivedAt: app.clock.now().toISOString(),
    });
    expect(await view()).toEqual(['apply', 'on-file']);
    expect(await list()).toEqual([body]);
    expect([await audited('add-document'), await audited('list-documents')]).toEqual([1, 1]);
  });

  it('is given back byte for byte, to be saved and never run, and each reading is kept', async () => {
    const { body } = await send(largest, 'Réçu "1"; x.jpg');
    const answer = await read(body['id']);
    expect(Buffer.from(await answer.arrayBuffer()).equals(largest)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(largest.length),
      'content-disposition': `attachment; filename="Recu 1; x.jpg"; filename*=UTF-8''R%C3%A9%C3%A7u%201%3B%20x.jpg`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cache-control': 'no-store',
    });
    expect((await read(body['id'], await app.signIn('supervisor'))).status).toBe(200);
    // Nobody reviews this program.
    expect((await read(body['id'], await app.signIn('reviewer'))).status).toBe(404);
    expect(await audited('read-document')).toBe(2);
  });

  it.each([
    ['photo.heic', heic, 'image/heic'],
    ['photo.png', png, 'image/png'],
    ['photo.pdf', jpeg(), 'image/jpeg'],
  ])('may be %s, and is what its content says', async (name, file, type) => {
    const { body } = await send(file, name, { 'content-type': 'application/pdf' });
    expect(body).toMatchObject({ type });
  });

  describe('as a HEIC', () => {
    const settled = async (): Promise<unknown> => {
      await app.app.get(OutboxPump).drainOnce();
      return (await list())[0]?.['picture'];
    };
    const picture = (document: unknown) =>
      fetch(`${url}/documents/${String(document)}/picture`, { headers: { authorization: token } });

    it('is drawn once it came, and shown as a JPEG beside the file as it came', async () => {
      use(null, drawPicture());
      const { body } = await send(heic, 'photo.heic');
      expect([body['picture'], (await picture(body['id'])).status]).toEqual(['waiting', 404]);
      expect(await settled()).toBe('ready');
      const shown = await picture(body['id']);
      expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      expect(shown.headers.get('content-security-policy')).toContain('sandbox');
      expect(Buffer.from(await shown.arrayBuffer()).toString('latin1', 0, 3)).toBe('\xff\xd8\xff');
      expect(Buffer.from(await (await read(body['id'])).arrayBuffer()).equals(heic)).toBe(true);
      expect(await audited('read-document')).toBe(3);
    });

    it('stays as it came where nothing is drawn, where that is switched off meanwhile, and where it fails', async () => {
      expect((await send(heic)).body['picture']).toBe('off');
      expect(await settled()).toBe('off');
      use(null, () => Promise.reject(new Error('no picture')));
      await ask('DELETE', `/documents/${String((await list())[0]?.['id'])}`);
      const { body } = await send(heic);
      expect(await settled()).toBe('failed');
      expect([(await picture(body['id'])).status, (await read(body['id'])).status]).toEqual([404, 200]);
      await ask('DELETE', `/documents/${String(body['id'])}`);
      await send(heic);
      use(null, null);
      expect(await settled()).toBe('off');
    });
  });

  it.each([
    ['another kind of file', Buffer.from('<html><script>alert(1)</script>'), 415, 'file-type-is-not-taken'],
    ['two kinds at once', Buffer.concat([jpeg(50), pdf()]), 415, 'file-is-two-kinds'],
    ['15 MB and a byte', jpeg(largest.length + 1), 413, 'file-is-too-large'],
    ['nothing', Buffer.alloc(0), 422, 'file-is-empty'],
    ['half a PDF', pdf().subarray(0, 40), 422, 'file-is-incomplete'],
  ])('is not taken when it is %s, and nothing of it stays', async (_, file, status, kind) => {
    const refused = await send(file, 'innocent.pdf');
    expect(refused.body).toMatchObject({ status, type: `/problems/${kind}` });
    expect([await left(), await view()]).toEqual([[], ['papers', undefined]]);
    const french = await send(file, 'innocent.pdf', { 'accept-language': 'fr' });
    expect(french.body['title']).not.toBe(refused.body['title']);
  });

  it('is taken for questions that ask for one alone, as a file, in an open case, with room', async () => {
    expect((await send(pdf(), 'x', {}, 'age')).body).toMatchObject({
      status: 422,
      type: '/problems/question-takes-no-file',
      detail: expect.stringContaining('proof_income'),
    });
    expect((await send(pdf(), 'x', { 'content-type': 'application/json' })).status).toBe(400);
    expect((await send(pdf(), 'x', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(415);
    expect((await ask('POST', `/cases/${id}/documents?question=proof_income&name=x`)).body).toMatchObject({
      type: '/problems/body-is-no-file',
    });
    expect((await send(pdf(), '')).status).toBe(400);
    await app.database.ownerQuery(
      `INSERT INTO documents (tenant_id, id, case_id, question, status, sealed_key, uploaded_by, uploaded_as, received_at)
       SELECT 'ontario-211', gen_random_uuid(), $1, 'proof_income', 'arriving', 'x', 'x', 'x', now() FROM generate_series(1, 40)`,
      [id],
    );
    expect((await send(pdf())).body).toMatchObject({ status: 422, type: '/problems/too-many-files' });
    await app.database.ownerQuery('DELETE FROM documents WHERE case_id = $1', [id]);
    await ask('POST', `/cases/${id}/answers`, { answers: { proof_income: 'in-person' } });
    await ask('POST', `/cases/${id}/events`, { event: 'approve' });
    expect((await send(pdf())).body).toMatchObject({ status: 409, reason: 'case-is-closed' });
  });

  it('that is far too large is refused in words to whoever sends all of it first, and the line is not cut', async () => {
    const film = jpeg(40 * 1024 * 1024);
    const headers = { authorization: token, 'content-type': 'image/jpeg', 'content-length': film.length };
    const told = await new Promise<string>((resolve, reject) => {
      const sent = request(`${url}/cases/${id}/documents?question=proof_income&name=x`, { method: 'POST', headers });
      sent.on('error', reject).end(film);
      sent.on('response', (answer) => {
        let text = '';
        // Read once all of it has gone, as browsers and proxies do.
        const read = () => answer.on('data', (piece) => (text += String(piece))).on('end', () => resolve(text));
        if (sent.writableFinished) read();
        else sent.once('finish', read);
      });
    });
    expect(JSON.parse(told)).toMatchObject({ status: 413, type: '/problems/file-is-too-large' });
    expect([await left(), await view()]).toEqual([[], ['papers', undefined]]);
  });

  it.each([
    ['a picture with a page behind it', 'image/png', Buffer.concat([png, Buffer.alloc(2000), page])],
    ['a picture with a ZIP in it', 'image/png', Buffer.concat([png, emptyZip, Buffer.from('more')])],
    ['the beginning of a picture', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ])(
    'that may be something else, too (%s), is given back as what it begins with, and cannot run',
    async (_, type, file) => {
      const { body } = await send(file, 'page.html', { 'content-type': 'application/pdf' });
      const answer = await read(body['id']);
      const name = `page.html.${type === 'image/png' ? 'png' : 'jpg'}`;
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"; filename*=UTF-8''${name}`,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      });
      expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true);
    },
  );

  it('is no file of the API elsewhere', async () => {
    const headers = { authorization: token, 'content-type': 'application/pdf' };
    const answer = await fetch(`${url}/cases/${id}/answers`, { method: 'POST', headers, body: new Uint8Array(pdf()) });
    expect(answer.status).toBe(415);
  });

  it('that is cut off on the way leaves nothing', async () => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const head = [
      `POST /api/v1/cases/${id}/documents?question=proof_income&name=x HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      `Authorization: ${token}`,
      'Content-Type: image/jpeg',
      `Content-Length: ${largest.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    socket.write(largest.subarray(0, 1_000_000));
    const until = async (holds: (rows: Body[]) => boolean) => {
      while (!holds(await left())) await new Promise((resolve) => setImmediate(resolve));
    };
    await until(([row]) => Number(row?.['parts']) >= 2);
    socket.destroy();
    await until((rows) => rows.length === 0);
    expect(await view()).toEqual(['papers', undefined]);
  });

  it('that is sent twice with one key is there once; another file with that key is refused', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await send(pdf(), 'a.pdf', key);
    const again = await send(pdf(), 'a.pdf', key);
    expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([201, 'true', first.body]);
    expect((await send(pdf(' '), 'a.pdf', key)).status).toBe(422);
    expect((await send(pdf(), 'b.pdf', key)).status).toBe(422);
    expect(await left()).toEqual([{ status: 'unscanned', parts: 1 }]);
  });

  it('can be taken away again: after the last one the proof is still to come', async () => {
    const [first, second] = [await send(pdf(), 'a.pdf'), await send(pdf(), 'b.pdf')];
    const remove = async (body: Body) => (await ask('DELETE', `/documents/${String(body['id'])}`)).status;
    expect(await remove(first.body)).toBe(204);
    expect([(await list()).length, await view()]).toEqual([1, ['apply', 'on-file']]);
    expect(await remove(second.body)).toBe(204);
    expect([await list(), await view()]).toEqual([[], ['missing', 'coming']]);
    expect([await remove(second.body), (await read(second.body['id'])).status]).toEqual([404, 410]);
    expect(await audited('remove-document')).toBe(2);
  });

  it('two of which are taken away at once leaves the question open', async () => {
    const files = [await send(pdf(), 'a.pdf'), await send(pdf(), 'b.pdf')];
    await Promise.all(files.map(({ body }) => ask('DELETE', `/documents/${String(body['id'])}`)));
    expect([await list(), await view()]).toEqual([[], ['missing', 'coming']]);
  });

  it('does not speak for what came on paper', async () => {
    const { body } = await send(pdf());
    await ask('POST', `/cases/${id}/answers`, { answers: { proof_income: 'by-mail' } });
    expect((await ask('DELETE', `/documents/${String(body['id'])}`)).status).toBe(204);
    expect(await view()).toEqual(['apply', 'by-mail']);
  });

  it('is erased when the time of its question is over', async () => {
    const { body } = await send(pdf());
    await ask('POST', `/cases/${id}/events`, { event: 'approve' });
    expect((await ask('DELETE', `/documents/${String(body['id'])}`)).status).toBe(409);
    app.clock.advance(30 * 86_400_000 - 1);
    await settle();
    token = await app.signIn('navigator', 'ontario-211', { person: 'amina-diallo' });
    expect((await read(body['id'])).status).toBe(200);
    app.clock.advance(1);
    await settle();
    expect([(await read(body['id'])).status, await left()]).toEqual([410, [{ status: 'erased', parts: 0 }]]);
  });

  describe('where there is a virus scanner', () => {
    beforeEach(() => {
      use(askClamd(clamd.address));
      clamd.says = null;
    });

    it('is clean when it says so', async () => {
      expect((await send(pdf())).body).toMatchObject({ status: 'clean' });
      expect(clamd.scanned.at(-1)?.equals(pdf())).toBe(true);
    });

    it('is dropped when something is found, kindly, and the question stays open', async () => {
      const { body } = await send(pdf(eicar));
      expect(body).toMatchObject({ status: 422, type: '/problems/file-is-infected' });
      expect([await left(), await view()]).toEqual([[{ status: 'refused', parts: 0 }], ['papers', undefined]]);
      expect(await list()).toMatchObject([{ status: 'refused', name: 'pay slip.pdf', type: null }]);
      expect((await read((await list())[0]?.['id'])).status).toBe(410);
      expect(await audited('refuse-document')).toBe(1);
    });

    it('waits while there is no answer, is shown to nobody, and answers its question once it is clean', async () => {
      clamd.says = 'busy';
      const { status, body } = await send(pdf());
      expect([status, body['status'], await view()]).toEqual([201, 'quarantined', ['papers', undefined]]);
      expect((await (await read(body['id'])).json()) as Body).toMatchObject({
        status: 409,
        type: '/problems/document-is-not-checked',
      });
      app.clock.advance(60_000);
      await settle();
      expect(await list()).toMatchObject([{ status: 'quarantined' }]);
      clamd.says = null;
      app.clock.advance(119_999);
      await settle();
      expect(await list()).toMatchObject([{ status: 'quarantined' }]);
      app.clock.advance(1);
      await settle();
      expect([await list(), await view()]).toMatchObject([[{ status: 'clean' }], ['apply', 'on-file']]);
      expect((await read(body['id'])).status).toBe(200);
    });

    it('that waited and is dropped at last is asked for again, by a person and by the letter of its program', async () => {
      const wish = { program: 'fares', channel: 'mail', language: 'fr', line: 'good2talk' };
      id = String((await ask('POST', '/cases', wish)).body['id']);
      const say = (answers: object) => ask('POST', `/cases/${id}/answers`, { answers });
      await say({ first_name: 'Ana', last_name: 'Roy', email: 'ana@example.org', home: '1 Court Street, Thunder Bay' });
      await say({
        household: [{ name: 'Ana', relation: 'client', born: '1980-01-01', employment: 2000000, pension: 0 }],
      });
      await say({ proof_income: 'coming' });
      // A month has passed since somebody signed in here.
      const signedIn = await ask('POST', '/demo/sign-in', { tenant: 'ontario-211', role: 'reviewer' });
      const reviewer = `Bearer ${String(signedIn.body['token'])}`;
      const alerts = async (bearer: string) => {
        const items = (await ask('GET', '/alerts?waiting=true', undefined, bearer)).body['items'] as Body[];
        return items.filter((one) => one['case'] === id && one['about'] === 'file-refused').length;
      };
      const letters = async () => ((await ask('GET', `/cases/${id}/letters`)).body['items'] as Body[]).length;
      const refused = async (...files: Buffer[]) => {
        clamd.says = 'busy';
        for (const file of files) await send(file);
        clamd.says = null;
        app.clock.advance(60_000);
        await settle();
      };
      // Where reviewers have it, they ask.
      await refused(pdf(eicar));
      expect([await letters(), await alerts(reviewer), await alerts(token)]).toEqual([0, 1, 0]);
      const asked = await ask('POST', `/cases/${id}/events`, { event: 'ask-for-more' }, reviewer);
      expect([asked.body['state'], await letters()]).toEqual(['missing', 1]);
      // Of two that came together the last one asks, for both.
      await refused(pdf(eicar), pdf(`${eicar} `));
      expect([await letters(), await alerts(token)]).toEqual([2, 1]);
      expect(await list()).toMatchObject([{ status: 'refused' }, { status: 'refused' }, { status: 'refused' }]);
      // Another copy is there, or the paper came by mail: nobody is asked for it.
      await refused(pdf(eicar), pdf());
      await refused(pdf(eicar));
      expect([await letters(), await alerts(token)]).toEqual([2, 1]);
    });

    it('that waited as a HEIC is drawn once it is clean, and never before', async () => {
      use(askClamd(clamd.address), () => Promise.resolve(jpeg()));
      clamd.says = 'busy';
      await app.app.get(OutboxPump).drainOnce();
      expect((await send(heic)).body['picture']).toBeNull();
      expect(await app.app.get(OutboxPump).drainOnce()).toBe(0);
      clamd.says = null;
      app.clock.advance(60_000);
      await settle();
      await app.app.get(OutboxPump).drainOnce();
      expect(await list()).toMatchObject([{ status: 'clean', picture: 'ready' }]);
    });

    it('that waited is dropped when something is found at last', async () => {
      clamd.says = 'busy';
      const { body } = await send(pdf(eicar));
      clamd.says = null;
      app.clock.advance(60_000);
      await settle();
      expect([await left(), await view()]).toEqual([[{ status: 'refused', parts: 0 }], ['papers', undefined]]);
      expect((await read(body['id'])).status).toBe(410);
    });
  });
});
