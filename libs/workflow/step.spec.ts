import { describe, expect, it } from '@jest/globals';
import { Play, smallProgram, smallRun } from './testing/small-program.js';

describe('an ask', () => {
  it('stays while its answer can still change the verdict, and leaves by the outcome', () => {
    const play = new Play();
    expect(play.state.state).toBe('safety');
    expect(play.answer({ danger: 'no' }).state.state).toBe('ask-need');
  });

  it('takes a declined answer as undetermined, never as a no', () => {
    expect(new Play().answer({ danger: 'prefer-not' }).answer({ need: 'prefer-not' }).state.state).toBe('agree');
  });

  it('is passed through at once when everything is known', () => {
    const known = { danger: { value: 'no' }, need: { value: 'talk' } };
    expect(new Play(known).state.state).toBe('agree');
  });

  it('takes answers in any order', () => {
    expect(new Play().answer({ need: 'call', at: '2026-06-02T09:00' }).answer({ danger: 'no' }).state.state).toBe(
      'waiting',
    );
  });

  it('refuses a question that the program does not ask, and an answer that does not fit, and keeps nothing of either', () => {
    const play = new Play();
    const before = play.state;
    expect(play.answer({ danger: 'no', shoe: '42' }).refusal).toBe('question-is-not-in-this-program');
    expect(play.answer({ danger: 'perhaps' }).refusal).toBe('answer-does-not-fit-the-question');
    expect(play.state).toBe(before);
    expect(play.answers).toEqual({});
  });

  it('is not fooled by names that every object has', () => {
    expect(new Play().answer({ constructor: 'x' }).refusal).toBe('question-is-not-in-this-program');
    expect(new Play().do({ type: 'happen', name: 'toString', fields: {} }).refusal).toBe('event-is-not-allowed-here');
  });
});

describe('consent and offer', () => {
  it('offers warm with consent and cold without', () => {
    for (const [given, handover] of [
      [true, 'warm'],
      [false, 'cold'],
    ] as const) {
      const play = new Play().answer({ danger: 'no', need: 'talk' });
      play.do({ type: 'consent', given, by: 'self', consentId: 'c1' });
      expect(play.last).toMatchObject({
        effects: [
          { kind: 'record-consent', given },
          { kind: 'open-offer', handover, consentId: given ? 'c1' : null },
        ],
      });
    }
  });

  it('refuses consent by somebody whom the program does not name', () => {
    const play = new Play().answer({ danger: 'no', need: 'talk' });
    expect(play.do({ type: 'consent', given: true, by: 'third-party', consentId: 'c' }).refusal).toBe(
      'only-the-client-may-consent',
    );
  });

  it('refuses to hand over warm what was offered cold', () => {
    expect(Play.toOffer(false).do({ type: 'hand-over', handover: 'warm' }).refusal).toBe('consent-is-missing');
  });

  it('ends by how the client was handed over', () => {
    expect(Play.toOffer().do({ type: 'hand-over' }).state.ended?.disposition).toBe('warm_completed');
    expect(Play.toOffer().do({ type: 'hand-over', handover: 'number' }).state.ended?.disposition).toBe('number_given');
    expect(Play.toOffer().offered('warm', true).do({ type: 'hand-over' }).state.ended?.disposition).toBe(
      'no_answer_fallback',
    );
  });

  it('asks for the next target when one does not answer, in time or at all', () => {
    expect(Play.toOffer().do({ type: 'target-declined', reason: 'no-answer' }).effects).toEqual(['next-target']);
    const late = Play.toOffer().fire('attempt:offer');
    expect(late.last).toMatchObject({ effects: [{ kind: 'next-target', why: 'expired' }] });
    expect(late.state.state).toBe('offer');
    expect(late.do({ type: 'exhausted', state: 'offer' }).state.state).toBe('when');
  });

  it('takes nothing more once the case has ended', () => {
    const ended = Play.toOffer().do({ type: 'client-declined' });
    expect(ended.state).toMatchObject({ state: 'left', owner: null, due: null, timers: {} });
    expect(ended.answer({ need: 'call' }).refusal).toBe('case-is-closed');
  });
});

describe('an interrupt that asks again', () => {
  it('goes to its questions and back to where it broke in, with the offer still open and the due time kept', () => {
    const play = Play.toOffer();
    const { due, timers } = play.state;
    play.pass(2).do({ type: 'happen', name: 'risk-raised', fields: {} });
    expect(play.state).toMatchObject({ state: 'safety', resumeTo: 'offer' });
    expect(play.answers['danger']).toBeUndefined();
    play.pass(2).answer({ danger: 'no' });
    expect(play.state).toMatchObject({ state: 'offer', resumeTo: null, due: { at: due?.at } });
    expect(play.state.timers['attempt:offer']?.at).toBe(timers['attempt:offer']?.at);
    expect(play.effects).toEqual([]);
  });

  it('keeps a result that comes meanwhile until the case comes back', () => {
    const play = Play.toOffer().do({ type: 'happen', name: 'risk-raised', fields: {} });
    play.do({ type: 'hand-over', state: 'offer' }, { id: 'worker', role: 'agency' });
    expect(play.state.state).toBe('safety');
    expect(play.answer({ danger: 'no' }).state.ended?.disposition).toBe('warm_completed');
  });

  it('takes a correction of an earlier answer without leaving its own questions', () => {
    const play = Play.toOffer().do({ type: 'happen', name: 'risk-raised', fields: {} }).answer({ need: 'call' });
    expect(play.state).toMatchObject({ state: 'safety', resumeTo: 'ask-need' });
    expect(play.effects).toEqual(['close-offer']);
    expect(play.answer({ danger: 'no' }).state.state).toBe('when');
  });

  it('is refused to roles that the program does not name, and where it may not break in', () => {
    const agency = { id: 'worker', role: 'agency' } as const;
    expect(Play.toOffer().do({ type: 'happen', name: 'risk-raised', fields: {} }, agency).refusal).toBe(
      'role-may-not-do-this',
    );
    expect(new Play().do({ type: 'happen', name: 'risk-raised', fields: {} }).refusal).toBe(
      'event-is-not-allowed-here',
    );
  });
});

describe('an interrupt that calls for help itself', () => {
  /** "yes" is not the end, but an offer without consent. */
  const { safety, offer } = smallProgram.states;
  if (safety?.kind !== 'ask' || offer?.kind !== 'offer') throw new Error('the small program has changed');
  const rescue = {
    ...offer,
    id: 'rescue',
    handover: { consented: 'warm', otherwise: 'warm' },
    disclosure: { name: 'brief', override: 'imminent-risk', needsConsent: false },
    leaves: { 'handed-over': [{ to: 'rescued', when: [] }], exhausted: [{ to: 'rescued', when: [] }] },
  } as const;
  const leaves = { ...safety.leaves, yes: [{ to: 'rescue', when: [] }] };
  const program = { ...smallProgram, states: { ...smallProgram.states, rescue, safety: { ...safety, leaves } } };
  const raised = () =>
    Play.toOffer(true, { ...smallRun, program })
      .do({ type: 'happen', name: 'risk-raised', fields: {} })
      .answer({ danger: 'yes' })
      .offered();

  it('goes on with that help when an earlier answer is corrected, and takes only the earlier offer back', () => {
    const play = raised().answer({ need: 'call' });
    expect(play.last).toMatchObject({ effects: [{ kind: 'close-offer', state: 'offer', as: 'revoked' }] });
    expect(play.state).toMatchObject({ state: 'rescue', resumeTo: 'ask-need', offers: { rescue: { status: 'open' } } });
    expect(play.state.timers['attempt:rescue']).toBeDefined();
    expect(play.do({ type: 'hand-over' }).state.ended?.disposition).toBe('emergency');
  });

  it('does not rest on consent, so that taking consent back changes nothing in it', () => {
    const play = raised().do({ type: 'withdraw-consent', disclosure: 'brief' });
    expect(play.state.offers).toMatchObject({ rescue: { handover: 'warm' }, offer: { handover: 'cold' } });
  });
});

describe('consent that is taken back during an offer', () => {
  const withdrawn = () => Play.toOffer().do({ type: 'withdraw-consent', disclosure: 'brief' });

  it('leaves a handover that tells nothing', () => {
    expect(withdrawn().effects).toEqual(['withdraw-consent', 'tell-holder']);
    expect(withdrawn().do({ type: 'hand-over', handover: 'warm' }).refusal).toBe('consent-is-missing');
    expect(withdrawn().do({ type: 'hand-over' }).state.ended?.disposition).toBe('cold');
  });

  it('leaves no brief to tick off, like any handover that tells nothing', () => {
    const brief = { type: 'record-handover-step', step: 'brief' } as const;
    expect(Play.toOffer().do(brief).effects).toEqual(['record-handover-step']);
    expect(withdrawn().do(brief).refusal).toBe('field-does-not-fit');
    expect(Play.toOffer(false).do(brief).refusal).toBe('field-does-not-fit');
    expect(withdrawn().do({ type: 'record-handover-step', step: 'dial' }).effects).toEqual(['record-handover-step']);
  });
});

describe('an event that asks again', () => {
  const { waiting } = smallProgram.states;
  if (waiting?.kind !== 'wait') throw new Error('the small program has changed');
  const reach = {
    ...waiting.events['reach']!,
    reopen: ['danger'],
    targets: [{ to: 'safety', resume: 'agree', when: [] }],
  };
  const risk = smallProgram.interrupts['risk-raised']!;
  const cut = { ...risk, id: 'cut', states: ['safety'], reopen: [], targets: [{ to: 'waiting', when: [] }] };
  const program = {
    ...smallProgram,
    interrupts: { 'risk-raised': risk, cut },
    states: { ...smallProgram.states, waiting: { ...waiting, events: { ...waiting.events, reach } } },
  };
  const waited = () =>
    new Play({}, { ...smallRun, program }).answer({ danger: 'no', need: 'call', at: '2026-06-03T09:00' });
  const reached = () => waited().do({ type: 'happen', name: 'reach', fields: {} });

  it('forgets the answers that are old, asks them, and then goes on where the program says', () => {
    const play = reached();
    expect(play.last).toMatchObject({ facts: { danger: null } });
    expect(play.state).toMatchObject({ state: 'safety', resumeTo: 'agree', owner: { kind: 'person' } });
    expect(play.state.passed.map(({ state }) => state)).toEqual(['ask-need', 'when']);
    expect(play.answer({ danger: 'no' }).state).toMatchObject({ state: 'agree', resumeTo: null });
  });

  it('finds danger that has come since', () => {
    expect(reached().answer({ danger: 'yes' }).state.ended).toMatchObject({ disposition: 'emergency', crisis: true });
  });

  it('replaces a way back that an interrupt left behind, and its due times', () => {
    const play = waited().do({ type: 'happen', name: 'risk-raised', fields: {} });
    play.do({ type: 'happen', name: 'cut', fields: {} });
    const { due } = play.state.suspended;
    expect(play.state).toMatchObject({ state: 'waiting', resumeTo: 'waiting' });
    expect(due).toBe('2026-06-03T13:00:00.000Z');
    play.do({ type: 'happen', name: 'reach', fields: {} });
    expect(play.state).toMatchObject({ state: 'safety', resumeTo: 'agree', suspended: {} });
  });

  it('lets a correction of an earlier answer change where it goes on', () => {
    const play = reached().answer({ need: 'talk' });
    expect(play.state).toMatchObject({ state: 'safety', resumeTo: 'ask-need' });
  });

  it('keeps what it had when it is refused', () => {
    const play = waited();
    play.do({ type: 'happen', name: 'reach', fields: { more: 'x' } });
    expect(play.refusal).toBe('field-does-not-fit');
    expect(play.answers['danger']).toEqual({ value: 'no' });
  });
});

describe('a caller who is gone', () => {
  const gone = {
    ...smallProgram.interrupts['risk-raised']!,
    id: 'gone',
    states: ['safety', 'offer'],
    reopen: [],
    revoke: true,
    targets: [
      { resumeOr: 'done', when: [{ accepted: true }] },
      { to: 'left', when: [] },
    ],
  } as const;
  const run = { ...smallRun, program: { ...smallProgram, interrupts: { ...smallProgram.interrupts, gone } } };
  const leave = { type: 'happen', name: 'gone', fields: {} } as const;
  const asked = () => Play.toOffer(true, run).do({ type: 'happen', name: 'risk-raised', fields: {} });

  it('whom an agency took meanwhile is in its hands, and it is told', () => {
    const play = asked().do({ type: 'hand-over', state: 'offer' }, { id: 'worker', role: 'agency' });
    play.do(leave);
    expect(play.last).toMatchObject({ effects: [{ kind: 'tell-holder', agency: 'one' }, { kind: 'record-outcome' }] });
    expect(play.state).toMatchObject({ state: 'done', ended: { disposition: 'warm_completed' } });
  });

  it('whom nobody took yet is not offered any more', () => {
    for (const play of [asked(), Play.toOffer(true, run)]) {
      expect(play.do(leave).effects).toEqual(['close-offer', 'record-outcome']);
      expect(play.state.ended?.disposition).toBe('declined');
    }
  });

  it('is still offered where the call goes back to that: whoever is asked is not asked the same once more', () => {
    const back = { ...gone, targets: [{ resumeOr: 'left', when: [] }] };
    const program = { ...smallProgram, interrupts: { ...smallProgram.interrupts, gone: back } };
    const play = Play.toOffer(true, { ...run, program }).do({ type: 'happen', name: 'risk-raised', fields: {} });
    const { offers } = play.state;
    expect(play.do(leave)).toMatchObject({ effects: [], state: { state: 'offer', offers } });
    // Nobody broke in on it: there is no way back, and it is over.
    expect(Play.toOffer(true, { ...run, program }).do(leave).effects).toEqual(['close-offer', 'record-outcome']);
  });

  it('whom an agency took, but who is in danger: the agency hears that it is otherwise', () => {
    const play = asked().do({ type: 'hand-over', state: 'offer' }, { id: 'worker', role: 'agency' });
    expect(play.answer({ danger: 'yes' }).effects).toEqual(['tell-holder', 'record-outcome']);
    expect(play.state.ended?.disposition).toBe('emergency');
  });
});

describe('what was settled', () => {
  const risky = () => new Play().answer({ danger: 'yes' });

  it('stays so for guards while it is asked again, and is told of nobody as undone', () => {
    const play = new Play().answer({ danger: 'no' });
    expect(play.state.settled).toEqual({ danger: 'no' });
    expect(play.answer({ danger: null }).state).toMatchObject({ state: 'safety', settled: { danger: 'no' } });
    expect(risky().state.settled).toEqual({ danger: 'yes' });
  });
});

describe('after the end', () => {
  it('only consent can be taken back', () => {
    const play = Play.toOffer().do({ type: 'hand-over' });
    expect(play.do({ type: 'withdraw-consent', disclosure: 'brief' }).effects).toEqual(['withdraw-consent']);
    expect(play.state).toMatchObject({ state: 'done', owner: null, consents: { brief: { given: false } } });
    expect(play.do({ type: 'withdraw-consent', disclosure: 'brief' }).refusal).toBe('consent-is-missing');
    expect(play.do({ type: 'take-over' }).refusal).toBe('case-is-closed');
  });
});

describe('a correction', () => {
  it('brings the case back to the ask whose outcome changes, and revokes the open offer', () => {
    const play = Play.toOffer().answer({ danger: 'yes' });
    expect(play.effects).toEqual(['close-offer', 'record-outcome']);
    expect(play.state.ended).toMatchObject({ disposition: 'emergency', crisis: true });
  });

  it('changes nothing when the outcome stays the same', () => {
    const play = Play.toOffer().answer({ need: 'talk' });
    expect(play.state.state).toBe('offer');
    expect(play.effects).toEqual([]);
  });

  it('asks again when an answer is taken back', () => {
    expect(Play.toOffer().answer({ need: null }).state.state).toBe('ask-need');
  });
});

describe('deadlines and timers', () => {
  const waiting = () => new Play().answer({ danger: 'no', need: 'call', at: '2026-06-03T09:00' });

  it('takes a deadline from an answer, in the zone of the tenant, within its limit', () => {
    expect(waiting().state.due).toMatchObject({ at: '2026-06-03T13:00:00.000Z' });
    const far = new Play().answer({ danger: 'no', need: 'call', at: '2036-06-03T09:00' });
    expect(far.state.due?.at).toBe('2026-07-01T12:00:00.000Z');
    const past = new Play().answer({ danger: 'no', need: 'call', at: '2020-06-03T09:00' });
    expect(past.state.due?.at).toBe(past.now);
  });

  it('moves the deadline when another time is agreed on while the case waits', () => {
    const play = waiting().answer({ at: '2026-06-02T15:00' });
    expect(play.state).toMatchObject({ state: 'waiting', due: { at: '2026-06-02T19:00:00.000Z' } });
    expect(play.state.timers['due']?.at).toBe('2026-06-02T19:00:00.000Z');
    const { due } = play.state;
    expect(play.pass(5).answer({ need: 'call' }).state.due).toEqual(due);
  });

  it('climbs to other people each time it passes, and tells the last ones again', () => {
    const play = waiting();
    expect(play.state.owner).toEqual({ kind: 'queue', id: 'navigators' });
    expect(play.fire('due').state.owner).toEqual({ kind: 'queue', id: 'supervisors' });
    expect(play.fire('due').state.owner).toEqual({ kind: 'queue', id: 'on-call-managers' });
    expect(play.fire('due').effects).toEqual(['alert']);
    expect(play.state).toMatchObject({ overdue: 3, owner: { id: 'on-call-managers' } });
  });

  it('refuses a stale firing, an early one and one of another generation', () => {
    const play = waiting();
    const { generation } = play.state.timers['due']!;
    const clock = { id: 'clock', role: 'clock' } as const;
    expect(play.do({ type: 'timer', timer: 'due', generation }, clock).refusal).toBe('timer-is-stale');
    play.fire('due');
    expect(play.do({ type: 'timer', timer: 'due', generation }, clock).refusal).toBe('timer-is-stale');
  });

  it('repeats a reminder up to its bound', () => {
    const play = waiting();
    expect(play.fire('waiting/nudge').effects).toEqual(['alert']);
    expect(play.fire('waiting/nudge').state.timers['waiting/nudge']).toBeUndefined();
  });

  it('counts attempts up to the bound, due again after each', () => {
    const play = waiting().do({ type: 'happen', name: 'miss', fields: {} });
    expect(play.state).toMatchObject({ state: 'waiting', due: { at: '2026-06-01T14:00:00.000Z' } });
    expect(play.do({ type: 'happen', name: 'miss', fields: {} }).state.state).toBe('left');
  });

  it('keeps the first value of each clock', () => {
    const play = Play.toOffer();
    const first = play.state.clocks['offered'];
    play.pass(1).answer({ need: null }).answer({ need: 'talk' });
    play.do({ type: 'consent', given: true, by: 'self', consentId: 'c2' });
    expect(play.state.clocks['offered']).toBe(first);
    expect(play.offered().do({ type: 'hand-over' }).state.clocks['closed']).toBe(play.now);
  });

  it('gives the call to whoever takes it over', () => {
    const play = waiting().do({ type: 'take-over' }, { id: 'benoit', role: 'navigator' });
    expect(play.state.owner).toEqual({ kind: 'person', id: 'benoit' });
  });
});

it('changes neither the state nor the answers that it is given', () => {
  const play = Play.toOffer();
  const frozen = JSON.stringify([play.state, play.answers]);
  const { state, answers } = play;
  play.answer({ danger: 'yes' });
  expect(JSON.stringify([state, { ...answers, danger: { value: 'no' } }])).toBe(frozen);
});
