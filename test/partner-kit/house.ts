import { createHash } from 'node:crypto';
import { newId, UnitOfWork } from '../../libs/platform/index.js';
import type { RunnableProgram } from '../../libs/workflow/index.js';
import { fieldsOfStep, inWords, type Step } from '../journeys/examples.js';
import { HttpPlayer, type Site } from '../journeys/http-player.js';
import { agenciesOf } from '../oracle/document.js';
import { milliseconds } from '../oracle/moment.js';
import type { Lead } from './plan.js';
import type { Stage } from './rehearsal.js';

/** The Front Door that the kit plays on: a server with a clock of its own, and the agency whose system is tried. */
export interface House {
  readonly site: Site;
  /** Where its API is, up to `/api/v1`. */
  readonly api: string;
  readonly tenant: string;
  readonly config: string;
  readonly agency: string;
  readonly run: RunnableProgram;
}
export type Body = Readonly<Record<string, unknown>>;
export type Person = 'navigator' | 'supervisor' | 'program-admin' | 'agency-worker';

/** A made-up caller, and the referral by which the agency is asked. */
export interface Offered {
  readonly player: HttpPlayer;
  readonly case: string;
  readonly referral: string;
  /** When the call began, by the kit's clock: nothing about the case is older. */
  readonly since: string;
  /** The offer of the program that it comes from. */
  readonly state: string;
}
export interface ReferralNow {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly brief: readonly object[] | null;
}

export const stageOf = ({ run, config, agency, site }: House): Stage => ({
  ...{ run, config, agency, agencies: agenciesOf(config), now: site.clock.now().getTime() },
});

/** Signed in anew when the clock has moved past the end of a session. */
const tokens = new WeakMap<Site, Map<string, string>>();

/** One request, about this revision where one is named; throws what the API said, when it was no yes. */
export async function ask(
  house: House,
  as: Person,
  method: string,
  path: string,
  body?: object,
  revision?: number,
): Promise<Body> {
  const known = tokens.get(house.site) ?? new Map<string, string>();
  tokens.set(house.site, known);
  const who = { role: as, tenant: house.tenant, ...(as === 'agency-worker' && { agency: house.agency }) };
  const name = `${as} ${house.agency}`;
  for (let times = 0; ; times++) {
    const token = known.get(name) ?? (await signIn(house, who));
    known.set(name, token);
    const answer = await send(`${house.api}${path}`, method, body, `Bearer ${token}`, revision);
    const text = await answer.text();
    if (answer.ok) return (text === '' ? {} : JSON.parse(text)) as Body;
    known.delete(name);
    if (answer.status !== 401 || times > 0) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  }
}

const signIn = async (house: House, who: object): Promise<string> =>
  ((await (await send(`${house.api}/demo/sign-in`, 'POST', who)).json()) as { token: string }).token;

const send = (
  url: string,
  method: string,
  body?: object,
  authorization?: string,
  revision?: number,
): Promise<Response> =>
  fetch(url, {
    method,
    headers: {
      ...(authorization && { authorization }),
      ...(body && { 'content-type': 'application/json' }),
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });

/** A made-up caller is led to where the agency is asked. Throws when it is not: then the directory says otherwise here. */
export async function offerSomebody(house: House, lead: Lead): Promise<Offered> {
  const since = house.site.clock.now().toISOString();
  const player = await callAs(house, lead);
  const view = await player.read();
  const offer = view.offers.find(
    ({ state, status, service }) => state === view.state && status === 'offered' && service === lead.service,
  );
  if (!offer)
    throw new Error(`“${lead.example.title.en}” led to ${view.state} here, and ${lead.service} was not asked.`);
  return { player, case: player.id, referral: offer.id, since, state: view.state };
}

/** The call alone, whoever is asked then. */
export async function callAs(house: House, { example, steps }: Lead): Promise<HttpPlayer> {
  const player = await HttpPlayer.begin(house.site, {}, house.run.program.id, example);
  for (const step of example.steps.slice(0, steps)) await take(player, step, example.inquirer, house.run.zone);
  return player;
}

async function take(player: HttpPlayer, step: Step, inquirer: 'self' | 'third-party', zone: string): Promise<void> {
  const as = step.as ?? 'navigator';
  if (step.after !== undefined) await player.moveClock(milliseconds(step.after));
  else if (step.answers) {
    const said = Object.entries(step.answers).map(([id, word]) => [id, inWords(word, player.now(), zone)] as const);
    await player.answer(Object.fromEntries(said), as);
  } else await player.event(step.event ?? '', fieldsOfStep(step, inquirer, player.now(), zone), as);
}

/** A referral as the agency's own people would see it now; null: not at all. */
export async function referralNow(house: House, referral: string): Promise<ReferralNow | null> {
  for (let cursor = ''; ;) {
    const { items, next } = await ask(house, 'agency-worker', 'GET', `/referrals?limit=20${cursor}`);
    const found = (items as ReferralNow[]).find(({ id }) => id === referral);
    if (found || next === null) return found ?? null;
    cursor = `&cursor=${encodeURIComponent(String(next))}`;
  }
}

const SCOPES = '{referrals:read,referrals:act,cases:read,cases:act,capacity:write}';
const YEARS = 100 * 365 * 86_400_000;

/** A key that the partner's system was given before. The kit's clock goes far: it holds for as long. */
export async function keepKey({ site, tenant, agency }: House, name: string, key: string): Promise<void> {
  const who = { tenant, person: 'partner-kit', role: 'program-admin', agency: null };
  await site.app.get(UnitOfWork).run(who, (tx) =>
    tx.sql(
      'kit.keep-key',
      `INSERT INTO partner_keys (tenant_id, id, agency_id, name, scopes, token_hash, created_at, created_by, expires_at)
       VALUES ($1, $2, $3, $4, '${SCOPES}', $5, $6, 'partner-kit', $7)`,
      [
        ...[tenant, newId(), agency, name, createHash('sha256').update(key.slice('fd_'.length), 'ascii').digest()],
        ...[tx.now, new Date(tx.now.getTime() + YEARS)],
      ],
    ),
  );
}

/** From now on it is refused. */
export async function revokeKey(house: House, name: string): Promise<void> {
  const { items } = await ask(house, 'program-admin', 'GET', `/agencies/${house.agency}/keys`);
  const id = (items as { id: string; name: string }[]).find((one) => one.name === name)?.id;
  await ask(house, 'program-admin', 'POST', `/keys/${id}/revoke`, {});
}
