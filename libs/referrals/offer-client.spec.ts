import { expect, it } from '@jest/globals';
import type { EffectContext, EffectOf } from '../cases/index.js';
import type { Tx } from '../platform/index.js';
import type { Program } from '../workflow/index.js';
import { smallProgram, smallRun } from '../workflow/testing/small-program.js';
import { foreseeOffer, offerNextTarget } from './offer-client.js';

/** An offer that goes by the area that an answer to "need" names: the north's own team, then one of the south, then anybody. */
const small = smallProgram.states['offer'] as Extract<Program['states'][string], { kind: 'offer' }>;
const targets = ['own', 'far', 'anywhere'].map((service) => ({ service, fallback: false, interpreter: true }));
const [area = '', other = ''] = smallProgram.decisions['need']?.outcomes ?? [];
const programWith = (more: object): Program => ({
  ...smallProgram,
  routes: { ...smallProgram.routes, all: { id: 'all', targets } },
  states: { ...smallProgram.states, offer: { ...small, route: { route: 'all' }, ...more } },
});

/** The directory as a database answers. */
const row = (id: string, areas: readonly string[] | null) => ({
  ...{ id, agency_id: id, name: {}, phones: [], languages: [], hours: '24/7', holidays: [], time_zone: 'UTC' },
  ...{ areas, teams: null, handovers: ['cold'], capacity_state: 'open', full_until: null, by_link: false },
});
const directory = [row('own', [area]), row('far', [other]), row('anywhere', null)];
const closed = { offer_id: 'o', route: 'all', override: null, tried: ['own'] };
const tx = {
  ...{ who: { tenant: 't' }, now: new Date('2026-06-01T12:00:00Z'), write: () => undefined },
  sql: (name: string) =>
    Promise.resolve(name === 'agencies.find-services' ? directory : name === 'referrals.close-target' ? [closed] : []),
} as unknown as Tx;

function contextWith(more: object, need: string | null): EffectContext {
  const program = programWith(more);
  const answers = need === null ? {} : { need: { value: need } };
  const run = { program, decisions: smallRun.decisions };
  const record = {
    id: 'c',
    language: 'en',
    program: 'p',
    version: 1,
    state: { state: 'offer', consents: {}, asked: {} },
  };
  return { run, answers, record, actor: { id: 'amina', role: 'navigator' }, goOn: () => undefined } as never;
}
const opening = {
  ...{ kind: 'open-offer', state: 'offer', route: 'all', targets, attempt: 'PT3M', handover: 'cold', unnamed: 'cold' },
  ...{ disclosure: null, consentId: null, override: null, named: null },
} as const satisfies Omit<EffectOf<'open-offer'>, 'tried'>;
const asked = async (more: object, need: string | null, tried: readonly string[] = []) => {
  const [event] = await foreseeOffer(tx, contextWith(more, need), { ...opening, tried });
  return event?.type === 'offered' ? event.service : event?.type;
};

it('asks those alone who serve where the client is, at first and when it goes on to the next', async () => {
  const byArea = { area: 'need' };
  expect(await asked(byArea, area)).toBe('own');
  expect(await asked(byArea, other)).toBe('far');
  expect(await asked(byArea, area, ['own'])).toBe('anywhere');
  expect(await asked(byArea, area, ['own', 'anywhere'])).toBe('exhausted');
  const next = { kind: 'next-target', state: 'offer', why: 'expired' } as const;
  expect(await offerNextTarget(tx, contextWith(byArea, area), next)).toMatchObject([{ service: 'anywhere' }]);
});

it('passes nobody over by area where it is not settled, nor where the program names none: the route says who is asked', async () => {
  expect(await asked({ area: 'need' }, null)).toBe('own');
  expect(await asked({}, area, ['own'])).toBe('far');
  expect(
    await offerNextTarget(tx, contextWith({}, area), { kind: 'next-target', state: 'offer', why: 'full' }),
  ).toMatchObject([{ service: 'far' }]);
});
