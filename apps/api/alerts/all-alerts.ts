import { type Alert, type AlertFilter, listAlerts, seeAlert } from '../../../libs/cases/index.js';
import { listOverdueAlerts, type OverdueAlert, seeOverdueAlert } from '../../../libs/contacts/index.js';
import type { Tx } from '../../../libs/platform/index.js';

/** What people must look at now, about a case or about a contact. */
export type AnyAlert = (Alert & { readonly kind: 'case' }) | (OverdueAlert & { readonly kind: 'contact' });

/** The alerts of my queues, newest first: at most `limit` of both kinds together. */
export async function listAllAlerts(tx: Tx, filter: AlertFilter): Promise<AnyAlert[]> {
  const ofCases = (await listAlerts(tx, filter)).map(aboutCase);
  const ofContacts = (await listOverdueAlerts(tx, filter)).map(aboutContact);
  return [...ofCases, ...ofContacts].sort(newestFirst).slice(0, filter.limit);
}

export async function seeAnyAlert(tx: Tx, id: string): Promise<AnyAlert | null> {
  const ofCase = await seeAlert(tx, id);
  if (ofCase) return aboutCase(ofCase);
  const ofContact = await seeOverdueAlert(tx, id);
  return ofContact && aboutContact(ofContact);
}

const aboutCase = (alert: Alert): AnyAlert => ({ ...alert, kind: 'case' });
const aboutContact = (alert: OverdueAlert): AnyAlert => ({ ...alert, kind: 'contact' });

/** As both lists are sorted by themselves: ids as PostgreSQL compares them. */
const newestFirst = (a: AnyAlert, b: AnyAlert): number =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
