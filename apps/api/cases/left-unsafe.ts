import { asHouse, loadCase } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { type Referral, referralsOfCase } from '../../../libs/referrals/index.js';
import type { RunnableProgram } from '../../../libs/workflow/index.js';
import { IMMINENT } from '../floor/show-floor.js';
import type { Showable } from './show-case.js';

/** Somebody who had the client left because it was not safe there: when, and by which referral. */
export interface LeftUnsafe {
  readonly at: Date;
  readonly referral: string;
}
type Shown = Pick<Showable, 'record' | 'answers' | 'facts'>;

/**
 * The last who left, until safety is known anew. Whoever comes next must know it, so it is looked for as the house: an agency sees
 * no other's referral, and is told the time alone. Null at once where nothing about safety is in doubt, nor unsaid.
 */
export async function findLeftUnsafe(tx: Tx, run: RunnableProgram, shown: Shown): Promise<LeftUnsafe | null> {
  const { doubted = {} } = shown.record.state;
  if (Object.keys(doubted).length === 0 && saidOfSafety(run, shown).length > 0) return null;
  return asHouse(tx, async () => {
    const left = lastLeft(await referralsOfCase(tx, shown.record.id));
    // Of what was said of safety, an agency may not be told all.
    const whole = left && (await loadCase(tx, shown.record.id));
    return whole && !isKnownSince(run, whole, left.at) ? left : null;
  });
}

function lastLeft(referrals: readonly Referral[]): LeftUnsafe | null {
  const left = referrals.flatMap(({ id, status, reason, releasedAt }) =>
    status === 'declined' && reason === 'unsafe' && releasedAt ? [{ at: releasedAt, referral: id }] : [],
  );
  return left.reduce<LeftUnsafe | null>((one, other) => (one && one.at >= other.at ? one : other), null);
}

/** What was said of safety, was said after that. Where nothing ever was, nothing is known either. */
function isKnownSince(run: RunnableProgram, shown: Shown, left: Date): boolean {
  const { doubted = {} } = shown.record.state;
  const since = (id: string) => Date.parse(shown.facts[id]?.at ?? '') > left.getTime();
  return Object.keys(doubted).every(since) && saidOfSafety(run, shown).some(since);
}

/** The questions that decide whether a life is in danger, of which something is known. */
function saidOfSafety({ program, decisions }: RunnableProgram, { answers }: Shown): readonly string[] {
  const about = Object.values(program.decisions).filter(({ outcomes }) => outcomes.includes(IMMINENT));
  const read = about.flatMap(({ id }) => decisions[id]?.reads ?? []);
  return read.filter((id) => answers[id] !== undefined && 'value' in answers[id]);
}

/** For whom it is told: whoever may be told anything of the client now, and did not leave themself. */
export const leftBefore = (left: LeftUnsafe | null, { id, mayBeTold }: Referral): string | null =>
  left && mayBeTold && left.referral !== id ? left.at.toISOString() : null;
