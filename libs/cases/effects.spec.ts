import { describe, expect, it } from '@jest/globals';
import type { Tx } from '../platform/index.js';
import type { Effect, StepEvent } from '../workflow/index.js';
import { type EffectContext, EffectHandlers } from './effects.js';
import { registerOpenProgram } from './open-program.js';
import { registerRenewCase } from './renew-case.js';
import { registerOwnEffects } from './own-effects.js';

const nowhere = {} as Tx;
const nothing = {} as EffectContext;

describe('who carries an effect out', () => {
  it('must be known before the app serves: what is missing is named', () => {
    const handlers = new EffectHandlers();
    registerOwnEffects(handlers);
    registerOpenProgram(handlers);
    registerRenewCase(handlers);
    expect(() => handlers.onApplicationBootstrap()).toThrow(
      'No room carries out: open-offer, next-target, close-offer, record-handover-step, release-holder, tell-holder, give-services, take-grant, end-grant, record-outcome, send-letter.',
    );
  });

  it('is one room only', () => {
    const handlers = new EffectHandlers();
    registerOwnEffects(handlers);
    expect(() => handlers.registerEffect('alert', () => Promise.resolve([]))).toThrow('"alert" has a handler already');
  });

  it('gets the effect and gives back the events that follow from it', async () => {
    const handlers = new EffectHandlers();
    const effect: Effect = { kind: 'next-target', state: 'transfer', why: 'expired' };
    const exhausted: StepEvent = { actor: { id: 'amina', role: 'navigator' }, type: 'exhausted', state: 'transfer' };
    handlers.registerEffect('next-target', (_tx, _context, given) =>
      Promise.resolve(given === effect ? [exhausted] : []),
    );
    expect(await handlers.carryOut(nowhere, nothing, effect)).toEqual([exhausted]);
  });
});
