import { NotDone } from './finding.js';
import type { Kit, Manner } from './kit.js';
import type { Todo } from './gate.js';
import type { Offered } from './house.js';
import { nameOf } from './paths.js';
import type { Plan } from './plan.js';
import type { Act } from './rehearsal.js';

/** Each path is told in another of these manners than the one before. */
const manners: readonly Manner[] = ['once', 'twice', 'backwards'];

/** Plays one path: the house and the clock do their part, the partner's system has to do its own and see what became of it. */
export async function playPath(kit: Kit, { path, lead, acts }: Plan, at: number): Promise<void> {
  const manner = manners[at % manners.length] ?? 'once';
  await kit.check(nameOf(path), async () => {
    const offered = await kit.offer(lead);
    for (const act of acts) await take(kit, offered, act, manner);
    await kit.tellAll(offered, manner);
    await kit.hasCaughtUp(offered);
  });
}

async function take(kit: Kit, offered: Offered, act: Act, manner: Manner): Promise<void> {
  const { step, event, fields, after } = act;
  if (step.by === 'agency') await theyAct(kit, offered, act, manner);
  else {
    await kit.tellAll(offered, manner);
    for (let time = 0; time < step.times && step.by !== 'clock'; time++) {
      const { refused } = await offered.player.event(event, fields, step.by);
      if (refused !== null) throw new Error(`Front Door refused ${event} in ${step.from}: ${refused}`);
    }
    // A little more, since the kit's clock has gone on a little.
    if (step.by === 'clock') await offered.player.moveClock(after + 1000);
  }
  const { state } = await offered.player.read();
  if (state === act.state) return;
  throw new NotDone(
    `${nameOf([step])} leads to ${act.state}`,
    `the case is ${state}`,
    'Send what the kit asks for, and nothing else.',
  );
}

/** The partner is told what to do before it is told that something happened; then it has its time. */
async function theyAct(kit: Kit, offered: Offered, act: Act, manner: Manner): Promise<void> {
  const request = requestOf(offered, act);
  const since = kit.gate.asked.length;
  const told = await kit.tellAll(offered, manner, () => kit.tell(offered.referral, act.event, request, act.step.times));
  if (told.length === 0) throw new Error(`Front Door has nothing to tell before ${nameOf([act.step])}`);
  await kit.carriedOut(act.step.name, request, since, act.step.times);
  kit.gate.tell(offered.referral, []);
}

function requestOf({ case: id, referral }: Offered, { step, event, fields }: Act): NonNullable<Todo['request']> {
  if (step.way === 'accept') return { method: 'POST', path: `/referrals/${referral}/accept`, body: {} };
  if (step.way === 'decline') return { method: 'POST', path: `/referrals/${referral}/decline`, body: fields };
  return { method: 'POST', path: `/cases/${id}/events`, body: { event, ...fields } };
}

/** The attempt runs out: nobody answered in time. */
export async function letExpire(kit: Kit, { player, referral, state }: Offered): Promise<void> {
  const offer = kit.house.run.program.states[state];
  if (offer?.kind !== 'offer') throw new Error(`${state} offers nobody`);
  await player.moveClock(3_600_000);
  const { offers } = await player.read();
  const { status } = offers.find(({ id }) => id === referral) ?? {};
  if (status !== 'expired')
    throw new NotDone('no answer in time', `the referral is ${String(status)}`, 'Do only what the kit says.');
}
