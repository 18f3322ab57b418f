import { describe, expect, it } from '@jest/globals';
import type { PassedOver } from './case-state.js';
import { Play } from './testing/small-program.js';

describe('who is passed over', () => {
  const full: PassedOver = { service: 'first', reason: 'full', until: '2026-06-01T18:00:00Z' };
  const closed: PassedOver = { service: 'second', reason: 'closed', until: null };
  const found = (passedOver: readonly PassedOver[]) => ({ type: 'exhausted', state: 'offer', passedOver }) as const;

  it('is kept with the last reason, after nobody was left, too', () => {
    const play = Play.toOffer().do({ type: 'target-declined', reason: 'no-answer' });
    play.do(found([{ ...full, until: null }, closed]));
    expect(play.state.passedOver).toEqual({ offer: [{ ...full, until: null }, closed] });
  });

  it('is no more once somebody has the client', () => {
    const play = Play.toOffer();
    play.state = { ...play.state, passedOver: { offer: [full] } };
    expect(play.do({ type: 'hand-over' }).state.passedOver).toEqual({});
  });
});
