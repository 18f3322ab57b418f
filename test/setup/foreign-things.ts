import { openSession, recordOverride, type Role } from '../../libs/access/index.js';
import { startContact } from '../../libs/contacts/index.js';
import { appOptions, type AppOptions } from '../../apps/api/shell/options.js';
import { writeLetter } from '../../libs/letters/index.js';
import { keepDocument, receiveDocument } from '../../libs/documents/index.js';
import { inPieces, png } from '../../libs/documents/testing/files.js';
import { Keyring, newId, type Who } from '../../libs/platform/index.js';
import type { TestApp } from './app.js';

export const owningTenant = 'ontario-211';
export const otherTenant = 'greater-montreal';

/**
 * Makes a thing of the tenant `ontario-211` and tells its id. By the part of the path that names it, for example
 * `/api/v1/cases/{id}`; it serves all longer paths too. The access matrix asks for these ids as somebody of another tenant.
 * A path that nobody named here is tried with an id that does not exist.
 */
export const foreignThings: Readonly<Record<string, (app: TestApp) => Promise<string>>> = {
  // Both are of the tenant's configuration. The agency is that of the first demo person in that role.
  '/api/v1/agencies/{id}': () => Promise.resolve('kids-help-phone'),
  '/api/v1/agencies/{id}/teams/{team}': async (app) => {
    const team = { service: 'kids-help-phone', name: { en: 'Team 1', fr: 'Équipe 1' }, shifts: { always: true } };
    const added = await say(app, '/api/v1/agencies/kids-help-phone/teams', team, 'supervisor');
    return `kids-help-phone ${String(added['id'])}`;
  },
  '/api/v1/programs/{id}': () => Promise.resolve('good2talk'),
  '/api/v1/programs/{id}/drafts/{draft}': async (app) => `good2talk ${await openDraft(app)}`,
  '/api/v1/programs/{id}/drafts/{draft}/tables/{decision}': async (app) => `good2talk ${await openDraft(app)} gate`,
  '/api/v1/programs/{id}/drafts/{draft}/files/{name}': async (app) => `good2talk ${await openDraft(app)} program.yaml`,
  '/api/v1/programs/{id}/drafts/{draft}/backtests/{backtest}': async (app) => {
    const draft = await openDraft(app);
    const run = await say(app, `/api/v1/programs/good2talk/drafts/${draft}/backtest`, {}, 'program-admin');
    return `good2talk ${draft} ${String(run['id'])}`;
  },
  '/api/v1/contacts/{id}': ({ database }) =>
    database.unitOfWork.run(
      { tenant: owningTenant, person: 'amina-diallo', role: 'navigator', agency: null },
      async (tx) => (await startContact(tx, { line: 'good2talk', channel: 'phone', language: 'en' })).id,
    ),
  '/api/v1/cases/{id}': (app) => openCase(app),
  '/api/v1/referrals/{id}': async (app) => {
    const id = await openCase(app);
    await say(app, `/api/v1/cases/${id}/answers`, { answers: calmStudent });
    const view = await say(app, `/api/v1/cases/${id}/events`, { event: 'give-consent', by: 'self' });
    const [offer] = view['offers'] as { id: string }[];
    if (!offer) throw new Error('The case made no offer: does Good2Talk still go this way?');
    return offer.id;
  },
  '/api/v1/letters/{id}': async (app) => letterOn(app, await openCase(app), 'Hello'),
  '/api/v1/documents/{id}': async (app) => keepDocumentOf(app, await openCase(app)),
  '/api/v1/webhooks/{id}': async (app) => {
    const body = { url: 'https://partner.example.org/front-door' };
    return String((await say(app, '/api/v1/agencies/kids-help-phone/webhooks', body, 'program-admin'))['id']);
  },
  '/api/v1/sessions/{id}': async ({ database }) => {
    const who = { tenant: owningTenant, person: 'amina-diallo', role: 'navigator', agency: null } as const;
    return (await database.unitOfWork.run(who, (tx) => openSession(tx, { ...who, agency: null }))).id;
  },
  '/api/v1/keys/{id}': async (app) => {
    const body = { name: 'Partner system', scopes: ['referrals:read'] };
    return String((await say(app, '/api/v1/agencies/kids-help-phone/keys', body, 'program-admin'))['id']);
  },
  '/api/v1/overrides/{id}': ({ database }) =>
    database.unitOfWork.run({ tenant: owningTenant, person: 'amina-diallo', role: 'navigator', agency: null }, (tx) =>
      recordOverride(tx, { caseId: newId(), disclosure: 'rescue', reason: 'imminent-risk' }),
    ),
};

/** A letter of this case, to be printed; the words stand in it and in its address. */
export function letterOn(app: TestApp, caseId: string, words: string): Promise<string> {
  const who = { tenant: owningTenant, person: 'amina-diallo', role: 'navigator', agency: null };
  const at = '2026-11-23T15:00:00.000Z';
  const blocks = [{ block: 'paragraph', text: [{ text: words }] }] as const;
  const letter = {
    ...{ caseId, revision: 1, program: 'good2talk', version: 1, letter: 'decision', language: 'en', facts: [] },
    document: { kind: 'letter', title: words, language: 'en', at, blocks } as const,
    to: { email: null, print: words },
  };
  const { keyring } = app.app.get<AppOptions>(appOptions);
  return app.database.unitOfWork.run(who, async (tx) => (await writeLetter(tx, keyring, letter)).id);
}

const calmStudent = {
  lang: 'en',
  'safety.danger': 'no',
  'safety.weapon': 'no',
  'safety.medical': 'no',
  'safety.suicide': 'none',
  student: 'yes',
  need: 'counselling',
};

async function openCase(app: TestApp): Promise<string> {
  const view = await say(app, '/api/v1/cases', { program: 'good2talk', channel: 'phone', language: 'en' });
  return String(view['id']);
}

/** A file that came to a case; its id. */
export async function keepDocumentOf(
  { database }: TestApp,
  caseId: string,
  who: Who = { tenant: owningTenant, person: 'amina-diallo', role: 'navigator', agency: null },
): Promise<string> {
  const store = { work: database.unitOfWork, keyring: new Keyring([Buffer.alloc(32, 7)]) };
  const file = { caseId, question: 'proof_income', name: 'Zibeline.png' };
  const received = await receiveDocument(store, who, file, inPieces(png));
  await database.unitOfWork.run(who, (tx) => keepDocument(tx, received, 'unscanned'));
  return received.id;
}

async function openDraft(app: TestApp): Promise<string> {
  return String((await say(app, '/api/v1/programs/good2talk/drafts', {}, 'program-admin'))['id']);
}

async function say(
  app: TestApp,
  path: string,
  body: object,
  role: Role = 'navigator',
): Promise<Record<string, unknown>> {
  const answer = await app.http
    .post(path)
    .set('authorization', await app.signIn(role, owningTenant))
    .send(body);
  if (answer.status >= 300) throw new Error(`${path} said ${answer.status}: ${answer.text}`);
  return answer.body as Record<string, unknown>;
}

/** A path with the ids of such things, and with words that are no ids. One within another is named by the ids of both: `dso 0189…`. */
export function addressOf(
  path: string,
  ids: ReadonlyMap<string, string>,
  words: Readonly<Record<string, string>> = {},
): string {
  const [thing = ''] = [...ids.keys()].filter((known) => path.startsWith(known)).sort((a, b) => b.length - a.length);
  const parts = ids.get(thing)?.split(' ') ?? [];
  return path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => parts.shift() ?? words[name] ?? '01890a5d-ac96-774b-bcce-b302099a8057',
  );
}
