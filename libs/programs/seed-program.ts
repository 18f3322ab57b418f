import { createHash } from 'node:crypto';
import { newId, type Tx } from '../platform/index.js';
import type { Program } from '../workflow/index.js';

/** File name → text, as on disk: what a person edits again later. */
export type Sources = Readonly<Record<string, string>>;

export type Seeded =
  | { readonly kind: 'published' | 'unchanged'; readonly version: number }
  /** A person has published this program here, so the files no longer decide: they wait as a draft. */
  | { readonly kind: 'draft'; readonly draft: string };

/**
 * Publishes what `config/` says, once: nothing happens while the active version is the same document, or when a person
 * has published this program in this tenant (then a draft is left for them). Two processes that start together
 * publish one version between them.
 */
export async function seedProgram(tx: Tx, program: Program, sources: Sources): Promise<Seeded> {
  await lockProgram(tx, program.id);
  const document = JSON.stringify(program);
  const sha256 = createHash('sha256').update(document, 'utf8').digest('hex');
  const versions = await tx.sql<{ version: number; sha256: string; active: boolean; published_by: string | null }>(
    'programs.list-version-heads',
    `SELECT version, sha256, active, published_by FROM program_versions
     WHERE tenant_id = $1 AND program_id = $2 ORDER BY version DESC`,
    [tx.who.tenant, program.id],
  );
  const active = versions.find((version) => version.active);
  if (active?.sha256 === sha256) return { kind: 'unchanged', version: active.version };
  if (versions.some((version) => version.published_by !== null)) {
    return { kind: 'draft', draft: await keepDraft(tx, program.id, sha256, document, sources) };
  }
  const version = (versions[0]?.version ?? 0) + 1;
  await insertVersion(tx, { program: program.id, version, sha256, document, sources });
  return { kind: 'published', version };
}

/** One at a time per program: numbers have no gaps and one version is active. */
async function lockProgram(tx: Tx, program: string): Promise<void> {
  await tx.sql(
    'programs.lock-program',
    'INSERT INTO programs (tenant_id, id) VALUES ($1, $2) ON CONFLICT (tenant_id, id) DO UPDATE SET id = excluded.id',
    [tx.who.tenant, program],
  );
}

interface NewVersion {
  readonly program: string;
  readonly version: number;
  readonly sha256: string;
  readonly document: string;
  readonly sources: Sources;
}

async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  await tx.sql(
    'programs.retire-active-version',
    'UPDATE program_versions SET active = false WHERE tenant_id = $1 AND program_id = $2 AND active',
    [tx.who.tenant, version.program],
  );
  await tx.sql(
    'programs.insert-version',
    `INSERT INTO program_versions
       (tenant_id, program_id, version, sha256, document, sources, published_at, published_by, active)
     VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, true)`,
    [
      tx.who.tenant,
      version.program,
      version.version,
      version.sha256,
      version.document,
      JSON.stringify(version.sources),
      tx.now,
    ],
  );
}

async function keepDraft(tx: Tx, program: string, sha256: string, document: string, sources: Sources): Promise<string> {
  const [draft] = await tx.sql<{ id: string }>(
    'programs.keep-draft',
    `INSERT INTO program_drafts AS d (tenant_id, id, program_id, sha256, document, sources, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)
     ON CONFLICT (tenant_id, program_id, sha256) DO UPDATE SET sha256 = d.sha256 RETURNING id`,
    [tx.who.tenant, newId(), program, sha256, document, JSON.stringify(sources), tx.now],
  );
  if (!draft) throw new Error(`The draft of ${program} was not kept.`);
  return draft.id;
}
