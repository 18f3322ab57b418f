import { type Desk, safe } from '../faults/desk.js';

export interface Offer {
  readonly id: string;
  readonly service: string;
  readonly team: { readonly id: string } | null;
}

const calm = { ...safe, 'safety.safe_to_talk': 'yes' };
const who = { source: 'line-911', caller_relation: 'self', callback: '416-555-0100' };
const needs = { age16: 'yes', reason: 'crisis', by_phone: 'no' };
const brief = {
  ...{ lang: 'en', client_aware: 'yes', description: 'prefer-not' },
  ...{ culture_pref: 'prefer-not', whereabouts: 'prefer-not' },
};

/** A new case of TCCS in this ward, whose client agreed to a team; and who was asked. In ward 20 TAIBU is first, then Gerstein. */
export async function dispatch(
  navigator: Desk,
  ward = 'ward-20',
): Promise<{ id: string; number: string; offer: Offer }> {
  const { body: opened } = await navigator.post('/cases', { program: 'tccs', channel: 'phone', language: 'en' });
  const id = String(opened['id']);
  const where = { ...who, address: '12 Kennedy Road, M1K 2B3' };
  const consent = { event: 'give-consent', by: 'self' };
  const { body } = await navigator.walk(id, [calm, where, needs, { ward }, brief, consent]);
  const [offer] = body['offers'] as Offer[];
  if (!offer) throw new Error(`nobody was asked: ${JSON.stringify(body['state'])}`);
  return { id, number: String(opened['number']), offer };
}
