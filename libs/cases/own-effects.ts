import { recordConsent, recordOverride, withdrawConsent } from '../access/index.js';
import { type Tx, enqueue, newId } from '../platform/index.js';
import type { EffectContext, EffectHandlers, EffectOf } from './effects.js';

/** Effects that this room carries out itself: alerts, and what access keeps of consent. */
export function registerOwnEffects(handlers: EffectHandlers): void {
  handlers.registerEffect('alert', raiseAlert);
  handlers.registerEffect('tell-holder', tellHolder);
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

async function raiseAlert(tx: Tx, { record }: EffectContext, effect: EffectOf<'alert'>): Promise<[]> {
  const id = newId();
  await tx.sql(
    'cases.raise-alert',
    'INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [tx.who.tenant, id, record.id, effect.to, effect.about, effect.state, tx.now],
  );
  const payload = { alert: id, case: record.id, queue: effect.to, about: effect.about, state: effect.state };
  await enqueue(tx, { topic: 'alert', stream: record.id, payload });
  return [];
}

async function tellHolder(tx: Tx, { record }: EffectContext, effect: EffectOf<'tell-holder'>): Promise<[]> {
  const payload = { case: record.id, agency: effect.agency, questions: effect.questions };
  await enqueue(tx, { topic: 'tell-holder', stream: record.id, payload });
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
