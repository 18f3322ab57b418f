import type { Text } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';

/** What somebody agreed to, or did not: question ids and recipients, never an answer's value. */
export interface Consent {
  readonly id: string;
  readonly caseId: string;
  readonly subjectId: string;
  readonly disclosure: string;
  readonly purpose: Text;
  readonly recipients: readonly string[];
  readonly facts: readonly string[];
  readonly given: boolean;
  /** `self`, `third-party`, `substitute`: in what capacity it was given. */
  readonly givenBy: string;
  readonly contactId: string | null;
  readonly at: Date;
  readonly until: Date | null;
  readonly withdrawnAt: Date | null;
  /** Given, not withdrawn, and not past its end: the only state in which something may be disclosed. */
  readonly active: boolean;
}
export type ConsentToRecord = Omit<Consent, 'at' | 'withdrawnAt' | 'active' | 'until'> & {
  readonly until?: Date | null;
};

/** Writes down an answer about consent. A later answer is a new row; the earlier one stays as it was. */
export async function recordConsent(tx: Tx, consent: ConsentToRecord): Promise<void> {
  tx.write(
    'access.record-consent',
    `INSERT INTO consents (tenant_id, id, case_id, subject_id, disclosure, purpose, recipients, facts, given, given_by, contact_id, at, until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tx.who.tenant,
      consent.id,
      consent.caseId,
      consent.subjectId,
      consent.disclosure,
      JSON.stringify(consent.purpose),
      JSON.stringify(consent.recipients),
      JSON.stringify(consent.facts),
      consent.given,
      consent.givenBy,
      consent.contactId,
      tx.now,
      consent.until ?? null,
    ],
  );
}

/** From now on nothing may be disclosed by it. False when there is none, or it was withdrawn before. */
export async function withdrawConsent(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql(
    'access.withdraw-consent',
    'UPDATE consents SET withdrawn_at = $3 WHERE tenant_id = $1 AND id = $2 AND withdrawn_at IS NULL RETURNING id',
    [tx.who.tenant, id, tx.now],
  );
  return rows.length > 0;
}

export async function findConsent(tx: Tx, id: string): Promise<Consent | null> {
  const [row] = await tx.sql<ConsentRow>(
    'access.find-consent',
    'SELECT * FROM consents WHERE tenant_id = $1 AND id = $2',
    [tx.who.tenant, id],
  );
  return row ? toConsent(row, tx.now) : null;
}

/** These answers, in no order; one that this tenant does not have, or may not be seen, is left out. */
export async function findConsents(tx: Tx, ids: readonly string[]): Promise<readonly Consent[]> {
  if (ids.length === 0) return [];
  const rows = await tx.sql<ConsentRow>(
    'access.find-consents',
    'SELECT * FROM consents WHERE tenant_id = $1 AND id = ANY ($2)',
    [tx.who.tenant, ids],
  );
  return rows.map((row) => toConsent(row, tx.now));
}

/** All answers about consent in one case, oldest first. */
export async function listConsents(tx: Tx, caseId: string): Promise<readonly Consent[]> {
  const rows = await tx.sql<ConsentRow>(
    'access.list-consents',
    'SELECT * FROM consents WHERE tenant_id = $1 AND case_id = $2 ORDER BY at, id',
    [tx.who.tenant, caseId],
  );
  return rows.map((row) => toConsent(row, tx.now));
}

interface ConsentRow {
  readonly id: string;
  readonly case_id: string;
  readonly subject_id: string;
  readonly disclosure: string;
  readonly purpose: Text;
  readonly recipients: readonly string[];
  readonly facts: readonly string[];
  readonly given: boolean;
  readonly given_by: string;
  readonly contact_id: string | null;
  readonly at: Date;
  readonly until: Date | null;
  readonly withdrawn_at: Date | null;
}

function toConsent(row: ConsentRow, now: Date): Consent {
  return {
    id: row.id,
    caseId: row.case_id,
    subjectId: row.subject_id,
    disclosure: row.disclosure,
    purpose: row.purpose,
    recipients: row.recipients,
    facts: row.facts,
    given: row.given,
    givenBy: row.given_by,
    contactId: row.contact_id,
    at: row.at,
    until: row.until,
    withdrawnAt: row.withdrawn_at,
    active: row.given && row.withdrawn_at === null && (row.until === null || row.until > now),
  };
}
