import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { counted } from '../../test/faults/desk.js';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { Keyring, newId, TimerPump, type Tx, type Who } from '../platform/index.js';
import { DocumentsModule } from './documents.module.js';
import {
  beginPicture,
  discardDocument,
  eraseDocument,
  findDocument,
  keepDocument,
  keepPicture,
  listDocuments,
  readContent,
  readPicture,
  receiveDocument,
  refuseDocument,
  rewrapDocuments,
  scheduleDocumentErasure,
  type Store,
  wantPicture,
} from './index.js';
import { heic, inPieces, jpeg, largest, pdf } from './testing/files.js';

const ontario: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };
const agency: Who = { ...ontario, role: 'agency-worker', agency: 'kids-help-phone' };
const oldKey = Buffer.alloc(32, 1);
const newKey = Buffer.alloc(32, 2);

const atOnce = counted(5, 20);

describe('files that people send in', () => {
  let database: TestDatabase;
  let store: Store;
  let pump: TimerPump;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = { work: database.unitOfWork, keyring: new Keyring([oldKey]) };
    pump = new TimerPump(database.workerDataSource, database.unitOfWork, database.clock);
    const [Clearing] = Reflect.getMetadata('providers', DocumentsModule) as [
      new (work: unknown, pump: TimerPump) => { onModuleInit(): void },
    ];
    new Clearing(database.unitOfWork, pump).onModuleInit();
  });
  const run = <T>(work: (tx: Tx) => Promise<T>, who: Who = ontario) => database.unitOfWork.run(who, work);
  const receive = (pieces: AsyncIterable<Buffer>, caseId = newId()) =>
    receiveDocument(store, ontario, { caseId, question: 'proof_income', name: 'pay slip.pdf' }, pieces);
  async function kept(file: Buffer, caseId = newId()) {
    const received = await receive(inPieces(file), caseId);
    await run((tx) => keepDocument(tx, received, 'clean'));
    return { ...received, caseId };
  }
  async function contentOf(id: string, who: Who = ontario, from: Store = store): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of readContent(from, who, id)) parts.push(part);
    return Buffer.concat(parts);
  }
  const rows = async (id: string) => {
    const [counted] = await database.ownerQuery<{ documents: number; parts: number; timers: number }>(
      `SELECT (SELECT count(*)::int FROM documents WHERE id = $1) AS documents,
        (SELECT count(*)::int FROM document_parts WHERE document_id = $1) AS parts,
        (SELECT count(*)::int FROM timers WHERE subject_id = $1) AS timers`,
      [id],
    );
    return counted;
  };
  const everything = () =>
    database.ownerQuery(
      'SELECT (SELECT count(*)::int FROM documents) + (SELECT count(*)::int FROM document_parts) AS n',
    );

  it.each([
    ['of one part', pdf()],
    ['of a whole part exactly', jpeg(256 * 1024)],
    ['of many parts', largest],
  ])('come back byte for byte: %s', async (_, file) => {
    const { id, caseId } = await kept(file);
    expect((await contentOf(id)).equals(file)).toBe(true);
    expect(await run((tx) => listDocuments(tx, caseId))).toMatchObject([
      { id, question: 'proof_income', bytes: file.length, status: 'clean', uploadedBy: 'amina-diallo' },
    ]);
    expect(await rows(id)).toEqual({ documents: 1, parts: Math.ceil(file.length / 262_144), timers: 0 });
  });

  it('lie in the database sealed: no word of them is there, and a changed, swapped or missing part does not open', async () => {
    const secret = 'Zibeline earns 20000';
    const { id } = await kept(pdf(secret));
    const found = await database.ownerQuery(`SELECT 1 FROM document_parts WHERE position($1::bytea IN sealed) > 0`, [
      Buffer.from(secret),
    ]);
    expect(found).toEqual([]);
    const broken = await kept(Buffer.concat([jpeg(600_000)]));
    await database.ownerQuery('UPDATE document_parts SET part = part + 10 WHERE document_id = $1 AND part < 2', [
      broken.id,
    ]);
    await database.ownerQuery('UPDATE document_parts SET part = 11 - part WHERE document_id = $1 AND part > 9', [
      broken.id,
    ]);
    await expect(contentOf(broken.id)).rejects.toThrow('unable to authenticate');
    const short = await kept(jpeg(600_000));
    await database.ownerQuery('DELETE FROM document_parts WHERE document_id = $1 AND part = 2', [short.id]);
    await expect(contentOf(short.id)).rejects.toThrow('unable to authenticate');
    const moved = await kept(pdf());
    await database.ownerQuery(
      'UPDATE documents SET sealed_key = (SELECT sealed_key FROM documents WHERE id = $1) WHERE id = $2',
      [id, moved.id],
    );
    await expect(contentOf(moved.id)).rejects.toThrow('unable to authenticate');
  });

  it('leave nothing when they are not taken, or break off on the way', async () => {
    const before = await everything();
    await expect(receive(inPieces(Buffer.from('no picture')))).rejects.toThrow('file-type-is-not-taken');
    await expect(receive(inPieces(Buffer.concat([largest, Buffer.alloc(1)])))).rejects.toThrow('file-is-too-large');
    const broken = (async function* () {
      yield* inPieces(jpeg(700_000));
      throw new Error('the phone is gone');
    })();
    await expect(receive(broken)).rejects.toThrow('the phone is gone');
    expect(await everything()).toEqual(before);
  });

  it('are seen by nobody before they are kept, and are gone within the hour when the process died', async () => {
    const { id } = await receive(inPieces(jpeg(600_000)));
    expect(await run((tx) => findDocument(tx, id))).toBeNull();
    database.clock.advance(3_600_000 - 1);
    await pump.drainOnce();
    expect(await rows(id)).toMatchObject({ documents: 1, parts: 3 });
    database.clock.advance(1);
    await pump.drainOnce();
    expect(await rows(id)).toEqual({ documents: 0, parts: 0, timers: 0 });
  });

  it('are not thrown away once they are kept', async () => {
    const { id } = await kept(pdf());
    await discardDocument(store, ontario, id);
    expect((await contentOf(id)).equals(pdf())).toBe(true);
  });

  it('have a picture that lies sealed beside them, opens under the key of the file alone, and goes with it', async () => {
    const { id, caseId } = await kept(heic);
    await run((tx) => wantPicture(tx, id));
    const picture = jpeg(3000);
    const status = async () => (await run((tx) => listDocuments(tx, caseId)))[0]?.picture;
    expect([await run((tx) => beginPicture(tx, id)), await status()]).toEqual([true, 'drawing']);
    await run((tx) => keepPicture(tx, store.keyring, id, picture));
    expect([await status(), await readPicture(store, ontario, id)]).toEqual(['ready', picture]);
    const lies = () =>
      database.ownerQuery<{ picture: Buffer | null }>('SELECT picture FROM documents WHERE id = $1', [id]);
    expect((await lies())[0]?.picture?.includes(picture.subarray(100, 120))).toBe(false);
    await expect(readPicture(store, montreal, id)).rejects.toThrow(id);
    await run((tx) => eraseDocument(tx, { id, caseId }));
    await run((tx) => keepPicture(tx, store.keyring, id, picture));
    expect(await lies()).toEqual([{ picture: null }]);
    await expect(readPicture(store, ontario, id)).rejects.toThrow(id);
  });

  it('of which a process died while it drew one get none, and others that need none are not drawn', async () => {
    const [{ id, caseId }, paper] = [await kept(heic), await kept(pdf())];
    await run((tx) => wantPicture(tx, paper.id));
    expect((await run((tx) => listDocuments(tx, paper.caseId)))[0]?.picture).toBeNull();
    await run((tx) => wantPicture(tx, id));
    await run((tx) => beginPicture(tx, id));
    expect(await run((tx) => beginPicture(tx, id))).toBe(false);
    expect((await run((tx) => listDocuments(tx, caseId)))[0]?.picture).toBe('failed');
    expect(await run((tx) => beginPicture(tx, id))).toBe(false);
  });

  it('are hidden from other tenants, from agencies and from other regions', async () => {
    const { id, caseId } = await kept(pdf());
    for (const who of [montreal, agency, { ...ontario, region: 'south' }]) {
      expect(await run((tx) => findDocument(tx, id), who)).toBeNull();
      expect(await run((tx) => listDocuments(tx, caseId), who)).toEqual([]);
      await expect(contentOf(id, who)).rejects.toThrow(id);
      await discardDocument(store, who, id);
      await run((tx) => eraseDocument(tx, { id, caseId }), who);
    }
    expect((await contentOf(id)).equals(pdf())).toBe(true);
    await expect(receiveDocument(store, agency, { caseId, question: 'x', name: 'x' }, inPieces(pdf()))).rejects.toThrow(
      'row-level security',
    );
  });

  it('open after the operator’s key was changed, and need the former one no more once their keys were sealed anew', async () => {
    const { id } = await kept(jpeg(600_000));
    const gone = await kept(pdf());
    await run((tx) => eraseDocument(tx, gone));
    const parts = () => database.ownerQuery('SELECT * FROM document_parts WHERE document_id = $1 ORDER BY part', [id]);
    const before = await parts();
    const both = { ...store, keyring: new Keyring([newKey, oldKey]) };
    expect((await contentOf(id, ontario, both)).length).toBe(600_000);
    // One that was sealed for another file stays closed, and keeps nobody from starting.
    const { sealed, unopened } = await rewrapDocuments(both, 'ontario-211');
    expect([sealed > 3, unopened]).toEqual([true, 1]);
    expect(await rewrapDocuments(both, 'ontario-211')).toEqual({ sealed: 0, unopened: 1 });
    const alone = { ...store, keyring: new Keyring([newKey]) };
    expect((await contentOf(id, ontario, alone)).length).toBe(600_000);
    await expect(contentOf(id)).rejects.toThrow('which is not in ENCRYPTION_KEY');
    expect(await parts()).toEqual(before);
    store = both;
  });

  it('are erased for good: content, key, name and hash, by the hand of a person or when their time is over', async () => {
    const { id, caseId } = await kept(jpeg(600_000));
    const other = await kept(pdf(), caseId);
    await run((tx) => eraseDocument(tx, { id, caseId }));
    await run((tx) => scheduleDocumentErasure(tx, caseId, { proof_income: 'P30D' }));
    database.clock.advance(30 * 86_400_000 - 1);
    await pump.drainOnce();
    expect((await contentOf(other.id)).equals(pdf())).toBe(true);
    database.clock.advance(1);
    await pump.drainOnce();
    const left = await database.ownerQuery(
      'SELECT name, sha256, sealed_key, status FROM documents WHERE case_id = $1',
      [caseId],
    );
    const erased = { name: null, sha256: null, sealed_key: null, status: 'erased' };
    expect(left).toEqual([erased, erased]);
    for (const each of [id, other.id]) expect(await rows(each)).toMatchObject({ documents: 1, parts: 0 });
    expect(await run((tx) => listDocuments(tx, caseId))).toEqual([]);
  });

  it('are dropped and named when something was found in them', async () => {
    const received = await receive(inPieces(pdf()));
    await run((tx) => refuseDocument(tx, received));
    expect(await run((tx) => findDocument(tx, received.id))).toMatchObject({ status: 'refused', name: 'pay slip.pdf' });
    expect(await rows(received.id)).toMatchObject({ documents: 1, parts: 0 });
  });

  it(`may be ${atOnce} at once, and are never in memory as a whole`, async () => {
    const piece = randomBytes(65_536);
    // What is held, not what waits to be swept up: how often that is done is not ours. Swept at each quarter of what is sent.
    setFlagsFromString('--expose-gc');
    const sweep = runInNewContext('gc') as () => void;
    const held = () => {
      sweep();
      // What the first one found is given back at the start of the second.
      sweep();
      return process.memoryUsage().arrayBuffers;
    };
    const whole = atOnce * 15_000_000;
    const before = held();
    const seen: number[] = [];
    let given = 0;
    const photo = async function* () {
      yield jpeg(1000);
      for (let sent = 1000; sent + piece.length < 15_000_000; sent += piece.length) {
        yield await Promise.resolve(piece);
        given += piece.length;
        if (given > ((seen.length + 0.98) * whole) / 4) seen.push(held() - before);
      }
    };
    const received = await Promise.all(Array.from({ length: atOnce }, () => receive(photo())));
    expect(received.every(({ bytes }) => bytes > 14_900_000)).toBe(true);
    expect(seen.length).toBe(4);
    expect(Math.max(...seen)).toBeLessThan(whole / 2);
    await Promise.all(received.map(({ id }) => discardDocument(store, ontario, id)));
  }, 120_000);
});
