import { recordConsent, recordOverride, withdrawConsent } from '../access/index.js';
import type { Tx } from '../platform/index.js';
import { insertAlert } from './alert.js';
import type { EffectContext, EffectHandlers, EffectOf } from './effects.js';

/** Effects that this room carries out itself: alerts, and what access keeps of consent. */
export function registerOwnEffects(handlers: EffectHandlers): void {
  handlers.registerEffect('alert', raiseAlert);
  handlers.registerEffect('record-consent', keepConsent);
  handlers.registerEffect('withdraw-consent', async (tx, _context, effect) => {
    await withdrawConsent(tx, effect.id);
    return [];
  });
  handlers.registerEffect('record-override', async (tx, context, effect) => {
    await recordOverride(tx, { caseId: context.record.id, disclosure: effect.disclosure, reason: effect.reason });
    return [];
  });
}

/** An alert stays on the list of its queue until somebody has seen it. */
async function raiseAlert(tx: Tx, { record }: EffectContext, effect: EffectOf<'alert'>): Promise<[]> {
  await insertAlert(tx, record.id, { queue: effect.to, about: effect.about, state: effect.state });
  return [];
}

async function keepConsent(tx: Tx, { record, run }: EffectContext, effect: EffectOf<'record-consent'>): Promise<[]> {
  const disclosure = run.program.disclosures[effect.disclosure];
  if (!disclosure) throw new Error(`program ${run.program.id} has no disclosure "${effect.disclosure}"`);
  await recordConsent(tx, {
    id: effect.id,
    caseId: record.id,
    subjectId: record.subject,
    contactId: record.contact,
    disclosure: effect.disclosure,
    purpose: disclosure.purpose,
    recipients: effect.recipients,
    facts: disclosure.facts,
    given: effect.given,
    givenBy: effect.by,
  });
  return [];
}
