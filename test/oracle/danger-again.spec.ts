import { beforeAll, describe, expect, it } from '@jest/globals';
import { askNow, type RunnableProgram } from '../../libs/workflow/index.js';
import { type Document, readDocument } from './document.js';
import { Engine, readRunnable } from './engine.js';
import { Oracle } from './oracle.js';

const ZONE = 'America/Toronto';
const START = Date.parse('2026-06-01T12:00:00Z');
const safe = { danger: 'no', weapon: 'no', medical: 'no', suicide: 'none' };
const words = (said: Record<string, string | null>, of = '') =>
  Object.fromEntries(
    Object.entries(said).map(([id, value]) => {
      const answer = value === 'prefer-not' ? { declined: true as const } : value === null ? null : { value };
      return [of + id, answer];
    }),
  );

describe('danger in tccs that is not the first word about it', () => {
  let run: RunnableProgram;
  let document: Document;
  beforeAll(async () => {
    run = await readRunnable('config', 'tccs', ZONE);
    document = readDocument('config', 'tccs');
  });

  /** One case on both sides; each step says why not, or where the case stands and who has the client. */
  function open() {
    const engine = new Engine(run, 'nadia', START);
    const oracle = new Oracle(document, ZONE, 'nadia', START);
    let now = START + 1000;
    const take = (event: Parameters<Engine['take']>[0], role: string) => {
      const by = { id: role === 'navigator' ? 'nadia' : role, role };
      const said = engine.take(event, by, now);
      expect(said).toEqual(oracle.take(event, by, now));
      return said.refused ?? `${said.state} ${engine.now.holder}`;
    };
    const play = {
      engine,
      say: (said: Record<string, string | null>) => take({ answers: words(said) }, 'navigator'),
      danger: (said: Record<string, string | null>) => take({ answers: words(said, 'safety.') }, 'navigator'),
      wait: (after: number) => {
        now = START + 1000 + after;
        expect(engine.moveClock(now)).toEqual(oracle.moveClock(now));
      },
      happen: (event: string, fields = {}, role = 'navigator') => take({ event, fields }, role),
      asks: () => askNow(run, engine.now, engine.known).map(({ question }) => question.id),
    };
    play.danger(safe);
    return play;
  }
  /** The first team of downtown east has said yes. */
  function taken() {
    const play = open();
    play.say({ source: 'line-211', caller_relation: 'self', address: '200 Made-up St', callback: '416-555-0142' });
    play.say({ age16: 'yes', reason: 'crisis', by_phone: 'no' });
    play.say({ ward: 'ward-13' });
    play.happen('give-consent', { by: 'self' });
    expect(play.happen('hand-over')).toBe('accepted gerstein-centre');
    return play;
  }
  const withIt = 'emergency-with-team gerstein-centre';

  it('comes beside the team, and leads back to it, though a team was called off before', () => {
    const play = taken();
    play.happen('call-off', { why: 'solved' });
    play.danger({ ...safe, suicide: 'thoughts' });
    play.happen('agree-to-team');
    play.happen('give-consent', { by: 'self' });
    expect(play.happen('hand-over')).toBe('accepted gerstein-centre');
    expect(play.danger({ weapon: 'yes' })).toBe(withIt);
    expect(play.danger({ weapon: 'no', suicide: 'none' })).toBe('accepted gerstein-centre');
  });

  it('nor though they were not found before', () => {
    const play = taken();
    play.say({ callback: 'prefer-not' });
    play.happen('arrive');
    play.danger({ weapon: 'unsure' });
    expect(play.happen('not-find')).toBe('missing-at-risk gerstein-centre');
    play.happen('search-again', {}, 'supervisor');
    play.happen('pick-team', { agency: 'gerstein-crisis-team' }, 'supervisor');
    expect(play.happen('hand-over')).toBe('accepted gerstein-centre');
    expect(play.danger({ medical: 'yes' })).toBe(withIt);
    expect(play.danger({ medical: 'no', weapon: 'no' })).toBe('accepted gerstein-centre');
  });

  describe('once 911 has been there, and the team goes on', () => {
    function after(said: Record<string, string>) {
      const play = taken();
      expect(play.danger(said)).toBe(withIt);
      play.happen('hand-over');
      expect(play.happen('go-on-there')).toBe('on-scene gerstein-centre');
      return play;
    }

    it('calls it again, for what is another danger by itself', () => {
      expect(after({ weapon: 'yes' }).danger({ suicide: 'in-progress' })).toBe(withIt);
      expect(after({ danger: 'unsure', suicide: 'plan' }).danger({ medical: 'yes' })).toBe(withIt);
      const later = after({ weapon: 'yes' });
      later.happen('support');
      later.happen('give-consent', { by: 'self' });
      expect(later.danger({ danger: 'yes' })).toBe(withIt);
    });

    it('or together with what was none, though it is none alone', () => {
      const play = after({ danger: 'unsure', weapon: 'yes' });
      expect(play.danger({ suicide: 'plan' })).toBe(withIt);
    });

    it('and for the same danger, said anew when nobody knew it any more', () => {
      const play = after({ weapon: 'yes' });
      play.happen('emergency-requested');
      play.happen('hand-over');
      play.happen('go-on-there');
      expect(play.danger({ weapon: 'yes' })).toBe(withIt);
    });

    it('but not for a word that is less, nor for another fact', () => {
      const play = after({ weapon: 'yes', danger: 'yes' });
      expect(play.danger({ weapon: 'no' })).toBe('on-scene gerstein-centre');
      expect(play.danger({ suicide: 'thoughts' })).toBe('on-scene gerstein-centre');
      expect(play.danger({ danger: 'no' })).toBe('on-scene gerstein-centre');
      expect(play.happen('not-find')).toBe('search-call gerstein-centre');
      expect(play.say({ callback: '416-555-0143' })).toBe('search-call gerstein-centre');
      const asked = taken();
      asked.happen('emergency-requested');
      asked.danger({ weapon: 'yes' });
      asked.happen('hand-over');
      asked.happen('go-on-there');
      expect(asked.say({ address: '201 Made-up St' })).toBe('on-scene gerstein-centre');
      asked.danger({ weapon: 'no' });
      expect(asked.happen('not-find')).toBe('search-call gerstein-centre');
      expect(asked.say({ callback: '416-555-0143' })).toBe('search-call gerstein-centre');
    });
  });

  describe('that is only asked again', () => {
    const minutes = 60_000;
    it('has a deadline of its own, at which people hear of it, again and again; whoever has the client goes on', () => {
      const play = taken();
      const since = new Date(START + 1000).toISOString();
      const timer = () => play.engine.now.timers['asked:beside']?.at;
      expect(timer()).toBeUndefined();
      expect(play.danger({ weapon: null })).toBe('accepted gerstein-centre');
      expect(play.engine.now).toMatchObject({ askedBeside: since, owner: { kind: 'agency', id: 'gerstein-centre' } });
      expect(timer()).toBe(new Date(START + 1000 + 3 * minutes).toISOString());
      play.wait(2 * minutes);
      expect(play.engine.alerts).not.toContain('supervisors asked-beside');
      for (const [times, passed] of [2, 4, 7].entries()) {
        play.wait(passed * minutes);
        const told = play.engine.alerts.filter((one) => one === 'supervisors asked-beside');
        expect([passed, told.length]).toEqual([passed, [0, 1, 2][times]]);
      }
      expect(play.happen('depart')).toBe('en-route gerstein-centre');
      expect(play.engine.now.askedBeside).toBe(since);
      expect(play.danger({ weapon: 'prefer-not' })).toBe('en-route gerstein-centre');
      expect([timer(), play.engine.now.askedBeside]).toEqual([undefined, null]);
      play.danger({ weapon: null });
      expect(play.danger({ weapon: 'yes' })).toBe(withIt);
      expect(timer()).toBeUndefined();
    });

    it('leaves the call to 911 as it is when they would rather not say; taken back, it is asked at once', () => {
      const play = open();
      expect(play.danger({ weapon: 'yes' })).toBe('emergency null');
      expect(play.danger({ weapon: 'prefer-not' })).toBe('emergency null');
      expect(play.say({ address: '200 Made-up St' })).toBe('emergency null');
      expect(play.engine.now.offers).toHaveProperty('emergency.status', 'open');
      expect(play.danger({ weapon: null })).toBe('safety null');
      expect(play.danger({ weapon: 'yes' })).toBe('emergency null');
      expect(play.danger({ weapon: 'no' })).toBe('intake null');
    });

    it('goes on beside 911 when the team turns back meanwhile, whatever else is said then', () => {
      const play = taken();
      play.danger({ weapon: 'yes' });
      play.danger({ weapon: null });
      expect(play.happen('team-turns-back', { why: 'other' }, 'agency')).toBe('emergency-with-team null');
      expect(play.say({ callback: '416-555-0143' })).toBe('emergency-with-team null');
      expect(play.danger({ safe_to_talk: 'no' })).toBe('emergency-with-team null');
      expect(play.asks()[0]).toBe('safety.weapon');
      expect(play.danger({ weapon: 'yes' })).toBe('emergency-with-team null');
    });
  });
});
