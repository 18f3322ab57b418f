import { caseIs, type Tx } from '../platform/index.js';
import type { Document } from './document.js';

const columns = `id, case_id AS "caseId", question, name, media_type AS type, bytes, marks, status, picture_status AS picture,
  uploaded_by AS "uploadedBy", uploaded_as AS "uploadedAs", received_at AS "receivedAt"`;

/** What came to a case, oldest first, refused files too; neither what is still arriving nor what was erased. */
export function listDocuments(tx: Tx, caseId: string | null): Promise<Document[]> {
  return tx.sql<Document>(
    'documents.list-documents-of-case',
    `SELECT ${columns} FROM documents
     WHERE tenant_id = $1 AND case_id = ${caseIs('$2')} AND status NOT IN ('arriving', 'erased') ORDER BY received_at, id`,
    [tx.who.tenant, caseId],
  );
}

/** Null for one that is still arriving, too. */
export async function findDocument(tx: Tx, id: string): Promise<Document | null> {
  const [found] = await tx.sql<Document>(
    'documents.find-document',
    `SELECT ${columns} FROM documents WHERE tenant_id = $1 AND id = $2 AND status <> 'arriving'`,
    [tx.who.tenant, id],
  );
  return found ?? null;
}

/** How many files there are of a case, those included that are on their way: a limit that no burst gets round. */
export async function countDocuments(tx: Tx, caseId: string): Promise<number> {
  const [row] = await tx.sql<{ count: number }>(
    'documents.count-documents',
    `SELECT count(*)::int AS count FROM documents
     WHERE tenant_id = $1 AND case_id = $2 AND status NOT IN ('erased', 'refused')`,
    [tx.who.tenant, caseId],
  );
  return row?.count ?? 0;
}
