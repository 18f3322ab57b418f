import { expect, it } from '@jest/globals';
import type { RouteTarget } from './program.js';
import { type RoutableService, route } from './route.js';

const service = (id: string, more: Partial<RoutableService> = {}): RoutableService => ({
  id,
  agency: `agency-of-${id}`,
  open: true,
  full: false,
  languages: ['en', 'fr'],
  areas: null,
  handovers: ['warm', 'cold', 'number'],
  ...more,
});
const target = (id: string, more: object = {}): RouteTarget => ({
  service: id,
  fallback: false,
  interpreter: false,
  ...more,
});
const asked = { handover: 'warm', language: 'en', area: null, tried: [], named: null, unnamed: 'warm' } as const;
const ask = (services: RoutableService[], more: object = {}, targets = services.map((one) => target(one.id))) =>
  route(targets, { ...asked, ...more }, Object.fromEntries(services.map((one) => [one.id, one])));

it('takes the first that can, and says whom it passed over and why', () => {
  const services = [
    service('tried'),
    service('closed', { open: false }),
    service('full', { full: true }),
    service('far', { areas: ['elsewhere'] }),
    service('mute', { languages: ['fr'] }),
    service('dispatcher', { handovers: ['dispatch'] }),
    service('right'),
  ];
  const targets = [
    ...services.map((one) => target(one.id)).slice(0, 6),
    target('unknown'),
    target('right', { fallback: true }),
  ];
  const answer = ask(services, { tried: ['tried'], area: 'here' }, targets);
  expect(answer.target).toEqual({ service: 'right', agency: 'agency-of-right', fallback: true, handover: 'warm' });
  expect(answer.skipped.map(({ reason }) => reason)).toEqual([
    'tried',
    'closed',
    'full',
    'outside-area',
    'language',
    'handover',
    'not-in-directory',
  ]);
});

it('asks whom a person picked, whatever it says that it can take; never twice, nobody unknown, and nothing that it does not do', () => {
  const full = service('full', { full: true, open: false, areas: ['elsewhere'], languages: ['fr'] });
  const picked = [target('full', { picked: true })];
  expect(ask([full], { area: 'here' }, picked).target).toMatchObject({ service: 'full', handover: 'warm' });
  expect(ask([full], { tried: ['full'] }, picked).skipped).toEqual([{ service: 'full', reason: 'tried' }]);
  expect(ask([full], { handover: 'dispatch' }, picked).skipped).toEqual([{ service: 'full', reason: 'handover' }]);
  expect(ask([], {}, picked).skipped).toEqual([{ service: 'full', reason: 'not-in-directory' }]);
});

it('lets an interpreter join where the target takes one, and asks nobody away over an unknown language', () => {
  const french = service('one', { languages: ['fr'] });
  expect(ask([french], { language: 'ar' }).target).toBeNull();
  expect(ask([french], { language: 'ar' }, [target('one', { interpreter: true })]).target).not.toBeNull();
  expect(ask([french], { language: null }).target).not.toBeNull();
  expect(ask([french], { language: 'fr-CA' }).target).not.toBeNull();
});

it('does the lesser of what is asked, allowed and taken', () => {
  const taking = service('one', { handovers: ['number', 'cold'] });
  expect(ask([taking]).target).toMatchObject({ handover: 'cold' });
  expect(ask([service('one')], {}, [target('one', { atMost: 'number' })]).target).toMatchObject({ handover: 'number' });
  expect(ask([service('one')], { handover: 'cold' }).target).toMatchObject({ handover: 'cold' });
});

it('comes to ourselves when nobody before could, and to nobody when all fail', () => {
  const ourselves: RouteTarget = { ourselves: true, label: { en: '211', fr: '211' } };
  expect(ask([service('one', { open: false })], {}, [target('one'), ourselves]).target).toEqual(ourselves);
  expect(ask([service('one', { open: false })]).target).toBeNull();
});

it('tells nobody whom the client did not agree to: they get less, or the client is asked', () => {
  const services = [service('closed', { open: false }), service('other'), service('agreed')];
  const named = ['closed', 'agreed'];
  expect(ask(services, { named, unnamed: 'cold' }).target).toMatchObject({ service: 'other', handover: 'cold' });
  expect(ask(services, { named, unnamed: 'ask' }).target).toEqual({ unconsented: 'other' });
  expect(ask(services, { named, unnamed: 'ask', tried: ['other'] }).target).toMatchObject({ service: 'agreed' });
  // Who takes no introduction anyway is told nothing: there is nothing to ask.
  const number = services.map(({ id }) => target(id, { atMost: 'number' }));
  expect(ask(services, { named, unnamed: 'ask' }, number).target).toMatchObject({
    service: 'other',
    handover: 'number',
  });
});
