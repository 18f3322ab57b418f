import { describe, expect, it } from '@jest/globals';
import type { Effect } from './case-state.js';
import { checkArea } from './case-area.js';
import { checkDisclosures } from './check-disclosures.js';
import { compileDecisions } from './compile-decisions.js';
import { type Problem, collectInto } from './problem.js';
import type { OfferState, Program, Targets, WaitState } from './program.js';
import { Play, smallProgram, smallRun } from './testing/small-program.js';

const to = (state: string): Targets => [{ to: state, when: [] }];
const { offer, waiting, agree } = smallProgram.states as Record<string, OfferState> & Record<'waiting', WaitState>;
const area = { ...smallProgram.questions['need']!, id: 'area' };
const word = (value: string) => ({ en: value, fr: value });
const choices = ['north', 'south'].map((value) => ({ value, label: word(value) }));
const targets = (...ids: string[]) => ids.map((service) => ({ service, fallback: false, interpreter: true }));
const pick = {
  ...{ id: 'pick-team', by: ['supervisor' as const], label: word('pick') },
  fields: { team: { type: 'agency', optional: false, inRoute: 'all' } },
} as const;

/** A team is sent by area, after a yes; a supervisor picks when nobody is left. */
const team: OfferState = {
  ...offer!,
  id: 'team',
  route: { by: 'area', routes: { north: 'north', south: 'south' } },
  handover: { consented: 'dispatch', otherwise: 'dispatch' },
  disclosure: { name: 'brief', needsConsent: true },
  leaves: {
    'handed-over': to('with-them'),
    'declined-by-client': to('left'),
    exhausted: to('choosing'),
    'not-consented': to('agree'),
  },
};
const wait = (id: string, events: WaitState['events']): WaitState => ({
  ...waiting,
  id,
  due: team.due,
  events,
  timers: {},
});
const program: Program = {
  ...smallProgram,
  questions: { ...smallProgram.questions, area: { ...area, choices } },
  decisions: {
    ...smallProgram.decisions,
    area: { ...smallProgram.decisions['need']!, id: 'area', ...{ question: 'area', outcomes: ['north', 'south'] } },
  } as Program['decisions'],
  routes: {
    north: { id: 'north', targets: targets('north-team', 'reserve') },
    south: { id: 'south', targets: targets('south-team', 'reserve') },
    all: { id: 'all', targets: targets('north-team', 'south-team', 'reserve') },
  },
  states: {
    ...smallProgram.states,
    agree: { ...agree!, leaves: { given: to('where'), withheld: to('left') } } as never,
    where: {
      ...smallProgram.states['ask-need']!,
      ...{ id: 'where', decision: 'area' },
      leaves: { north: to('team'), south: to('team'), undetermined: to('left') },
    } as never,
    team,
    'with-them': wait('with-them', {
      'hand-back': { id: 'hand-back', by: ['agency'], label: word('back'), fields: {}, targets: to('team') },
    }),
    choosing: wait('choosing', { 'pick-team': { ...pick, targets: to('picked') } }),
    picked: { ...team, id: 'picked', route: { picked: 'choosing.team' } },
  },
};
const withPicked = (more: Partial<OfferState>): Program => ({
  ...program,
  states: { ...program.states, picked: { ...(program.states['picked'] as OfferState), ...more } },
});

function play(from: Program = program): Play {
  const compiled = compileDecisions(from);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return new Play({}, { ...smallRun, program: from, decisions: compiled.decisions }).answer({ danger: 'no' });
}
const yes = { type: 'consent', given: true, by: 'self' } as const;
const agency = { id: 'sam', role: 'agency' } as const;
const supervisor = { id: 'lea', role: 'supervisor' } as const;
const effectOf = <K extends Effect['kind']>(one: Play, kind: K) =>
  (one.last.ok ? one.last.effects : []).find((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
const toTeam = (from?: Program) =>
  play(from)
    .answer({ area: 'north', need: 'talk' })
    .do({ ...yes, consentId: 'c1' });
const offered = (one: Play, service = 'north-team') =>
  one.do({ type: 'offered', state: one.state.state, service, agency: service, fallback: false, handover: 'dispatch' });

describe('a yes', () => {
  it('is for the services of the route that it leads to', () => {
    const one = toTeam();
    expect(effectOf(one, 'record-consent')).toMatchObject({ recipients: ['north-team', 'reserve'] });
    expect(effectOf(one, 'open-offer')).toMatchObject({ consentId: 'c1', named: ['north-team', 'reserve'] });
    expect(one.state.consents['brief']).toEqual({ id: 'c1', given: true, recipients: ['north-team', 'reserve'] });
  });

  it('is for every route that may still be chosen, while the answer that chooses is not known', () => {
    const one = play()
      .answer({ need: 'talk' })
      .do({ ...yes, consentId: 'c1' });
    expect(effectOf(one, 'record-consent')).toMatchObject({ recipients: ['north-team', 'reserve', 'south-team'] });
    expect(effectOf(one.answer({ area: 'south' }), 'open-offer')).toMatchObject({ route: 'south', consentId: 'c1' });
  });

  it('that leads to people who pick is for all among whom they may', () => {
    const agreed = { ...program.states['agree']!, leaves: { given: to('choosing'), withheld: to('left') } } as never;
    const one = toTeam({ ...program, states: { ...program.states, agree: agreed } });
    expect(effectOf(one, 'record-consent')).toMatchObject({ recipients: ['north-team', 'south-team', 'reserve'] });
  });

  it('of before it was written down whom it names is for whoever comes', () => {
    const one = toTeam().do({ type: 'exhausted', state: 'team' });
    one.state = { ...one.state, consents: { brief: { id: 'c1', given: true } } };
    one.do({ type: 'happen', name: 'pick-team', fields: { team: 'south-team' } }, supervisor);
    expect(effectOf(one, 'open-offer')).toMatchObject({ consentId: 'c1', named: null });
  });
});

describe('outside the route that the client agreed to', () => {
  it('a corrected answer asks again, and the new yes takes the place of the old one', () => {
    const one = offered(toTeam()).answer({ area: 'south' });
    expect(one.effects).toContain('close-offer');
    // The search finds the southern team, which the yes does not name.
    expect(effectOf(one, 'open-offer')).toMatchObject({
      route: 'south',
      unnamed: 'ask',
      named: ['north-team', 'reserve'],
    });
    one.do({ type: 'not-consented', state: 'team' });
    expect(one.state).toMatchObject({ state: 'agree', offers: {} });
    one.do({ ...yes, consentId: 'c2' });
    expect(effectOf(one, 'withdraw-consent')).toMatchObject({ id: 'c1' });
    expect(effectOf(one, 'open-offer')).toMatchObject({ consentId: 'c2', named: ['south-team', 'reserve'] });
  });

  it('a supervisor’s pick asks again where the program says so, and else is as if nobody were left', () => {
    const picked = (from: Program) => {
      const one = toTeam(from).do({ type: 'exhausted', state: 'team' });
      one.do({ type: 'happen', name: 'pick-team', fields: { team: 'south-team' } }, supervisor);
      expect(effectOf(one, 'open-offer')).toMatchObject({ route: 'south-team', unnamed: 'ask' });
      return one.do({ type: 'not-consented', state: 'picked' }).state.state;
    };
    expect(picked(program)).toBe('agree');
    const { 'not-consented': _, ...leaves } = team.leaves;
    expect(picked(withPicked({ leaves }))).toBe('choosing');
  });

  it('an override that the program names sends the team, and is written down; for whom the yes names it is not needed', () => {
    const from = withPicked({ disclosure: { name: 'brief', needsConsent: true, override: 'risk-of-harm' } });
    const picked = (service: string) => {
      const one = toTeam(from).do({ type: 'exhausted', state: 'team' });
      return one.do({ type: 'happen', name: 'pick-team', fields: { team: service } }, supervisor);
    };
    expect(effectOf(picked('south-team'), 'record-override')).toMatchObject({ reason: 'risk-of-harm' });
    expect(effectOf(picked('south-team'), 'open-offer')).toMatchObject({ consentId: null, override: 'risk-of-harm' });
    expect(effectOf(picked('reserve'), 'record-override')).toBeUndefined();
    expect(effectOf(picked('reserve'), 'open-offer')).toMatchObject({ consentId: 'c1', override: null });
  });

  it('an offer that can be made without telling is made so', () => {
    const { 'not-consented': _, ...leaves } = team.leaves;
    const handover = { consented: 'warm', otherwise: 'cold' } as const;
    const from = withPicked({ leaves, handover, disclosure: { name: 'brief', needsConsent: false } });
    const one = toTeam(from).do({ type: 'exhausted', state: 'team' });
    one.do({ type: 'happen', name: 'pick-team', fields: { team: 'south-team' } }, supervisor);
    expect(effectOf(one, 'open-offer')).toMatchObject({ handover: 'warm', unnamed: 'cold' });
  });
});

describe('a yes that is taken back', () => {
  const takenBack = (one: Play) => one.do({ type: 'withdraw-consent', disclosure: 'brief' });

  it('calls off a team that is being asked: it may not be told where to go', () => {
    const one = takenBack(offered(toTeam()));
    expect(effectOf(one, 'close-offer')).toMatchObject({ state: 'team', as: 'revoked' });
    expect(one.state).toMatchObject({ state: 'agree', offers: {} });
  });

  it('stands in nobody’s way who gives the client back: they are asked again', () => {
    const one = takenBack(offered(toTeam()).do({ type: 'hand-over' }, agency));
    expect(one.state.state).toBe('with-them');
    one.do({ type: 'happen', name: 'hand-back', fields: {} }, agency);
    expect(one.refusal).toBeNull();
    expect(one.effects).toEqual([]);
    expect(one.state.state).toBe('agree');
  });

  it('waits for the case to come back when it is elsewhere', () => {
    const one = offered(toTeam());
    one.state = { ...one.state, state: 'with-them' };
    takenBack(one);
    expect(one.state).toMatchObject({ state: 'with-them', offers: { team: { result: 'not-consented' } } });
  });
});

it('a program that asks again in vain is refused', () => {
  const faults = (from: Program) => {
    const problems: Problem[] = [];
    checkDisclosures(from, collectInto(problems));
    return problems.flatMap(({ code, message }) => (code === 'asks-again-in-vain' ? [message] : []));
  };
  // The supervisor's pick is not asked about where the first yes leads.
  expect(faults(program)).toEqual([expect.stringContaining('"picked" asks again in "agree"')]);
  expect(faults(withPicked({ leaves: { ...team.leaves, 'not-consented': to('choosing') } }))).toEqual([]);
});

it('leaves nobody out by area whom a person picked', () => {
  const problems: Problem[] = [];
  checkArea(program, { ...team, area: 'area', route: { picked: 'choosing.team' } }, collectInto(problems));
  expect(problems.map(({ code }) => code)).toEqual(['area-of-a-pick']);
  checkArea(program, { ...team, area: 'area' }, collectInto(problems));
  expect(problems).toHaveLength(1);
});
