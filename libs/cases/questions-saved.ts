import type { Tx } from '../platform/index.js';
import { findVersion } from '../programs/index.js';
import type { Program } from '../workflow/index.js';

const day = 86_400_000;

/** What one decision took, in the cases in which it was settled. */
export interface QuestionsSaved {
  readonly decision: string;
  readonly cases: number;
  /** Questions of the decision that these cases have an answer to, erased or not. */
  readonly asked: number;
  /** What asking all of them everything would have taken. */
  readonly all: number;
}

/**
 * Questions of each decision that were not asked, over the cases of a program that were opened in the last `days`, each
 * counted by its own version. What is worked out from another answer and that answer are one question; what came along
 * from another call counts as asked. Counts rows of facts, never a value, so that what was erased since counts too.
 */
export async function findQuestionsSaved(tx: Tx, program: string, days: number): Promise<readonly QuestionsSaved[]> {
  const groups = await tx.sql<Alike>('cases.group-by-asked', GROUPS, [
    tx.who.tenant,
    program,
    new Date(tx.now.getTime() - days * day),
  ]);
  const saved = new Map<string, QuestionsSaved>();
  for (const { version, asked, settled, cases } of groups) {
    const loaded = await findVersion(tx, program, version);
    if (!loaded) continue;
    for (const decision of settled) {
      const reads = loaded.decisions[decision]?.reads;
      if (!reads) continue;
      const origins = [...new Set(reads.flatMap((question) => originOf(loaded.program, question)))];
      const known = new Set(asked.flatMap((question) => originOf(loaded.program, question)));
      const before = saved.get(decision) ?? { decision, cases: 0, asked: 0, all: 0 };
      saved.set(decision, {
        decision,
        cases: before.cases + cases,
        asked: before.asked + cases * origins.filter((question) => known.has(question)).length,
        all: before.all + cases * origins.length,
      });
    }
  }
  return [...saved.values()].sort((a, b) => (a.decision < b.decision ? -1 : 1));
}

/** Cases of which the same was asked and the same is settled. */
interface Alike {
  readonly version: number;
  readonly asked: readonly string[];
  readonly settled: readonly string[];
  readonly cases: number;
}
const GROUPS = `
  SELECT version, asked, settled, count(*)::int AS cases FROM (
    SELECT c.program_version AS version,
      ARRAY(SELECT DISTINCT f.key FROM facts f
        WHERE f.tenant_id = $1 AND f.case_id = c.id AND f.state <> 'withdrawn' ORDER BY 1) AS asked,
      ARRAY(SELECT jsonb_object_keys(c.progress->'settled') ORDER BY 1) AS settled
    FROM cases c WHERE c.tenant_id = $1 AND c.program_id = $2 AND c.opened_at >= $3) each
  GROUP BY version, asked, settled`;

/** The question that somebody was asked; none for the day of opening, and for what is no question of the program. */
function originOf({ questions }: Program, id: string): readonly string[] {
  const question = Object.hasOwn(questions, id) ? questions[id] : undefined;
  if (!question) return [];
  return question.computed ? [question.computed.from ?? []].flat() : [id];
}
