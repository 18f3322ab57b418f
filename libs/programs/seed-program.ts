import { createHash } from 'node:crypto';
import { newId, type Tx } from '../platform/index.js';
import type { Program } from '../workflow/index.js';
import { type Sources, writeSources } from './drafts/sources.js';
import { insertVersion, lockProgram } from './insert-version.js';

export type Seeded =
  | { readonly kind: 'published' | 'unchanged'; readonly version: number }
  /** A person has published this program here, so the files no longer decide: they wait as a draft. */
  | { readonly kind: 'draft'; readonly draft: string };

/**
 * Publishes what `config/` says, once: nothing happens while the active version is the same document, or when a person
 * has published this program in this tenant: then a draft is left for them, unless they have closed that one before. Two
 * processes that start together publish one version between them.
 */
export async function seedProgram(tx: Tx, program: Program, sources: Sources): Promise<Seeded> {
  await lockProgram(tx, program.id);
  const document = JSON.stringify(program);
  const sha256 = hashOf(document);
  const versions = await tx.sql<{ version: number; sha256: string; active: boolean; published_by: string | null }>(
    'programs.list-version-heads',
    `SELECT version, sha256, active, published_by FROM program_versions
     WHERE tenant_id = $1 AND program_id = $2 ORDER BY version DESC`,
    [tx.who.tenant, program.id],
  );
  const active = versions.find((version) => version.active);
  if (active?.sha256 === sha256) return { kind: 'unchanged', version: active.version };
  if (versions.some((version) => version.published_by !== null)) {
    const current = active?.version ?? versions[0]!.version;
    const draft = await keepDraft(tx, { program: program.id, sha256, sources }, current);
    return draft === null ? { kind: 'unchanged', version: current } : { kind: 'draft', draft };
  }
  const version = (versions[0]?.version ?? 0) + 1;
  await insertVersion(tx, { program: program.id, version, sha256, document, sources, publishedBy: null });
  return { kind: 'published', version };
}

/** About another version now than when it was looked at: what was said of it then is void. */
const untouched = `d.status = 'open' AND d.edited_by = '{}' AND d.base_version <> excluded.base_version`;

/**
 * What the files say now, once: whatever people made of the draft that was left of them, it is not left again. One that nobody
 * has touched is about the version that is active now.
 */
async function keepDraft(tx: Tx, seed: Seed, active: number): Promise<string | null> {
  const sources = writeSources(seed.sources);
  const [draft] = await tx.sql<{ id: string; status: string }>(
    'programs.keep-draft',
    `INSERT INTO program_drafts AS d
       (tenant_id, id, program_id, seeded_sha256, sources, sha256, base_version, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)
     ON CONFLICT (tenant_id, program_id, seeded_sha256) DO UPDATE SET
       base_version = CASE WHEN ${untouched} THEN excluded.base_version ELSE d.base_version END,
       approval = CASE WHEN ${untouched} THEN NULL ELSE d.approval END,
       revision = CASE WHEN ${untouched} THEN d.revision + 1 ELSE d.revision END
     RETURNING id, status`,
    [tx.who.tenant, newId(), seed.program, seed.sha256, sources, hashOf(sources), active, tx.now],
  );
  if (!draft) throw new Error(`The draft of ${seed.program} was not kept.`);
  return draft.status === 'open' ? draft.id : null;
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

interface Seed {
  readonly program: string;
  readonly sha256: string;
  readonly sources: Sources;
}
