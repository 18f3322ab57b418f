import { describe, expect, it } from '@jest/globals';
import { capacityOf } from './capacity.js';
import { compileDecisions } from './compile-decisions.js';
import { nearest } from './problem.js';
import { resolveProgram } from './resolve-program.js';
import { beacon, beaconSource } from './testing/beacon.js';
import { validateProgram } from './validate-program.js';

const resolved = () => {
  const result = resolveProgram(beacon);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.program;
};

describe('resolveProgram', () => {
  it('copies a fragment in under its alias', () => {
    const { questions, decisions } = resolved();
    expect(Object.keys(questions)).toEqual(['area', 'member', 'phone', 'safety.danger']);
    const risk = decisions['safety.risk'];
    if (risk?.kind !== 'table') throw new Error('safety.risk is no table');
    expect(risk.table).toMatchObject({ id: 'safety.risk', inputs: [{ question: 'safety.danger' }] });
  });

  it('expands an alias into all of its questions', () => {
    const { disclosures, states } = resolved();
    expect(disclosures['brief']?.facts).toEqual(['area', 'safety.danger']);
    expect(states['gone']).toMatchObject({ opens: { carry: ['area', 'safety.danger'] } });
  });

  it('takes prefer-not out of the choices and remembers that it is offered', () => {
    const { questions } = resolved();
    expect(questions['member']).toMatchObject({ type: 'choice', offersDecline: true });
    expect(questions['member']?.choices.map(({ value, label }) => [value, label.fr])).toEqual([
      ['yes', 'Oui'],
      ['no', 'Non'],
    ]);
  });

  it('puts texts of labels.yaml in place, for one state’s event too', () => {
    const { questions, states } = resolved();
    expect(questions['area']?.choices[0]?.label).toEqual({ en: 'North', fr: 'North (fr)' });
    expect(states['agree']?.script?.fr).toBe('May we tell them? (fr)');
    expect(states['agree']?.help?.en).toBe('Wait for a clear yes.');
    expect(states['team']).not.toHaveProperty('help');
    expect(states['waiting']).toMatchObject({ events: { note: { label: { en: 'Note' } } } });
  });

  it('makes a single choice a decision of its own', () => {
    const outcomes = ['north', 'south', 'elsewhere'];
    expect(resolved().decisions['area']).toMatchObject({ kind: 'answer', id: 'area', question: 'area', outcomes });
  });

  it('writes out targets, with and without a way back', () => {
    const { states, interrupts } = resolved();
    expect(states['safety']).toMatchObject({
      leaves: { imminent: [{ to: 'urgent', when: [] }], clear: [{ resumeOr: 'gate', when: [] }] },
    });
    expect(interrupts['caller-gone']?.targets).toEqual([
      { to: 'waiting', when: [{ verdict: 'gate', is: ['in', 'out'] }, { known: 'phone' }] },
      { to: 'gone', when: [] },
    ]);
  });

  it('works out the open states of an interrupt', () => {
    const { interrupts } = resolved();
    expect(interrupts['risk-raised']?.states).toEqual(['safety', 'gate', 'area', 'agree', 'team', 'waiting']);
    expect(interrupts['caller-gone']?.states).toEqual(['gate', 'area']);
  });

  it('reads a handover of one word: warm without consent only by override', () => {
    const { states } = resolved();
    expect(states['urgent']).toMatchObject({ handover: { consented: 'warm', otherwise: 'warm' } });
    expect(states['team']).toMatchObject({
      handover: { consented: 'warm', otherwise: 'cold' },
      disclosure: { name: 'brief', needsConsent: false },
      attempt: 'PT3M',
    });
  });

  it('goes on with another route after the one named like the outcome', () => {
    const { states, routes } = resolved();
    expect(states['team']).toMatchObject({
      route: { by: 'area', routes: { north: 'north+nearest', south: 'south+nearest' }, otherwise: 'nearest' },
    });
    expect(routes['north+nearest']?.targets).toEqual([
      { service: 'north-team', fallback: false, interpreter: true },
      { service: 'both-teams', fallback: true, interpreter: false },
      { service: 'far-team', fallback: true, interpreter: true },
    ]);
    expect(routes['south']?.targets[0]).toMatchObject({ atMost: 'cold' });
  });

  it('gives every open state an owner, a deadline and what happens at it', () => {
    const { states } = resolved();
    expect(states['gate']).toMatchObject({
      owner: 'navigator',
      due: { in: 'PT60M', within: 'PT60M', owner: 'supervisors', alert: 'supervisor', every: 'PT60M' },
    });
    expect(states['waiting']).toMatchObject({
      owner: 'supervisors',
      due: { in: 'PT30M', within: 'PT30M', to: { to: 'gone' }, every: 'PT30M' },
    });
  });

  it('reads fields of one word and of a list', () => {
    const waiting = resolved().states['waiting'];
    if (waiting?.kind !== 'wait') throw new Error('waiting does not wait');
    expect(waiting.events['note']?.fields).toEqual({
      why: { type: 'choice', choices: ['full', 'closed'], optional: false },
      services: { type: 'services', optional: false },
    });
    expect(waiting.events['miss-team']?.bounded).toEqual({ max: 3, again: 'PT10M', then: { to: 'gone' } });
  });

  it('reads answers to ask again, and where it goes on after them', () => {
    const result = resolveProgram({
      ...beacon,
      program: {
        ...beaconSource,
        states: {
          ...beaconSource.states,
          waiting: {
            kind: 'wait',
            events: {
              'find-team': { by: 'navigator', reopen: ['safety.danger'], to: { to: 'safety', resume: 'team' } },
              'miss-team': { by: 'navigator', to: [{ when: { accepted: true }, 'resume-or': 'gone' }, { to: 'gone' }] },
              note: { by: 'navigator', to: 'gone' },
            },
          },
        },
      },
    });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.program.states['waiting']).toMatchObject({
      events: {
        'find-team': { reopen: ['safety.danger'], targets: [{ to: 'safety', resume: 'team', when: [] }] },
        'miss-team': {
          targets: [
            { resumeOr: 'gone', when: [{ accepted: true }] },
            { to: 'gone', when: [] },
          ],
        },
      },
    });
  });

  it('says in what capacity somebody speaks, of choices that exist', () => {
    const { questions = {} } = beaconSource;
    const speaking = (words: Readonly<Record<string, 'substitute'>>) => {
      const area = { ...questions['area']!, 'speaks-as': words };
      return resolveProgram({ ...beacon, program: { ...beaconSource, questions: { ...questions, area } } });
    };
    const read = speaking({ south: 'substitute' });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(capacityOf(read.program, { area: { value: 'south' } })).toBe('substitute');
    expect(capacityOf(read.program, { area: { value: 'north' } })).toBeNull();
    expect(capacityOf(read.program, { area: { declined: true } })).toBeNull();
    expect(speaking({ west: 'substitute' })).toMatchObject({
      ok: false,
      problems: [{ code: 'capacity-of-nothing', path: ['questions', 'area', 'speaks-as', 'west'] }],
    });
  });

  it('leaves marks of assumptions out', () => {
    const marked = { ...beacon, program: { ...beaconSource, clocks: { ...beaconSource.clocks, assumption: true } } };
    const result = resolveProgram(marked as unknown as typeof beacon);
    expect(result).toMatchObject({ ok: true, program: resolved() });
  });

  it('gives a program that passes the validator', () => {
    const program = resolved();
    const compiled = compileDecisions(program);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    expect(validateProgram(program, compiled.decisions)).toEqual([]);
    expect(compiled.decisions['safety.risk']?.decide({ 'safety.danger': { value: 'yes' } }).outcome).toBe('imminent');
  });
});

describe('did you mean', () => {
  it.each([
    ['hepl', ['help', 'gate'], 'help'],
    ['danger', ['safety.danger', 'ranger'], 'safety.danger'],
    ['call_at', ['call-at'], 'call-at'],
    ['zebra', ['help', 'gate'], null],
  ])('%s among %j: %s', (name, known, best) => {
    expect(nearest(name, known)).toBe(best);
  });
});
