import { actorOf, findCases, type ListedReview, type LoadedCase, runnable } from '../../../libs/cases/index.js';
import type { Duplicates } from '../../../libs/duplicates/index.js';
import type { Answers, Text, Verdict } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { eventsForOthers, isAboutSafety, type Program, verdicts } from '../../../libs/workflow/index.js';
import { showListItem } from '../cases/show-list-item.js';
import { fillIn, named } from '../cases/words.js';
import { unsaid } from '../duplicates/show-duplicates.js';
import type { ReviewDto } from './review.dto.js';

/** Lines of the reviewers' queue, in its order: each with what its own version decides of it now, and with what is still to come. */
export async function showReviews(
  tx: Tx,
  listed: readonly ListedReview[],
  loaded: readonly (LoadedCase | null)[],
  duplicates: Duplicates,
): Promise<ReviewDto[]> {
  const rows = await findCases(
    tx,
    listed.map(({ id }) => id),
  );
  const shown: ReviewDto[] = [];
  for (const [index, { id, receivedAt }] of listed.entries()) {
    const [row, one] = [rows.find((each) => each.id === id), loaded[index]];
    if (!row || !one) continue;
    const decided = await showDecided(tx, one);
    shown.push({ ...(await showListItem(tx, row)), receivedAt, ...decided, duplicates: unsaid(duplicates[id]) });
  }
  return shown;
}

async function showDecided(
  tx: Tx,
  { record, answers, zone }: LoadedCase,
): Promise<Pick<ReviewDto, 'mine' | 'verdicts' | 'missing' | 'forOthers'>> {
  const run = await runnable(tx, record.program, record.version, zone);
  const { program } = run;
  const { owner } = record.state;
  const benefits = benefitsOf(program);
  const decided = Object.entries(verdicts(run, answers)).filter(([id]) => benefits.has(id));
  return {
    mine: owner?.kind === 'person' && owner.id === tx.who.person,
    verdicts: decided.map(([decision, { status, outcome }]) => {
      const { title, labels } = program.decisions[decision]!;
      const label = outcome === null ? undefined : labels[outcome];
      return { decision, title, status, outcome, label: label ? fillIn(program, label, answers) : null };
    }),
    missing: missingIn(program, answers, decided),
    forOthers: eventsForOthers(run, record.state, actorOf(tx.who)).length > 0,
  };
}

/**
 * What is asked for, rather than what is worked out on the way there: the benefits that a program names, and tables that no other one
 * reads. What only sums benefits up says nothing more, and danger is nobody's to decide here.
 */
function benefitsOf({ decisions }: Program): ReadonlySet<string> {
  const tables = Object.values(decisions).filter((one) => one.kind === 'table');
  const readBy = ({ table }: (typeof tables)[number]) => table.inputs.map(({ question }) => question);
  const read = new Set(tables.flatMap(readBy));
  const named = new Set(tables.flatMap(({ id, benefit }) => (benefit ? [id] : [])));
  const stands = tables.filter(
    (one) => !read.has(one.id) && !isAboutSafety(one) && !readBy(one).some((id) => named.has(id)),
  );
  return new Set([...named, ...stands.map(({ id }) => id)]);
}

/** Proofs that are still to come, then what a verdict waits for; each once. */
function missingIn(program: Program, answers: Answers, decided: readonly (readonly [string, Verdict])[]): Text[] {
  const toCome = Object.values(program.questions).filter(({ id, type }) => {
    const answer = answers[id];
    return type === 'document' && answer && ('declined' in answer || answer.value === 'coming');
  });
  const waitedFor = decided.flatMap(([, { missing, declined }]) => [...missing, ...declined]);
  const ids = new Set([...toCome.map(({ id }) => id), ...waitedFor]);
  return [...ids].flatMap((id) => (program.questions[id] ? [named(program.questions[id]).short] : []));
}
