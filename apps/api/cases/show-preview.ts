import { findServices } from '../../../libs/agencies/index.js';
import type { LoadedCase, Previewed } from '../../../libs/cases/index.js';
import { type Answers, type Text, type Verdict } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { referralsOfCase } from '../../../libs/referrals/index.js';
import { type Program, type Refused, type RunnableProgram, askNow, verdicts } from '../../../libs/workflow/index.js';
import { sayRefusal } from '../shell/index.js';
import type { ChangesDto } from './preview.dto.js';
import { teamAfter } from './team-then.js';
import { named, outcomeText } from './words.js';

const NOTHING: ChangesDto = {
  state: null,
  verdicts: [],
  offers: [],
  team: null,
  again: [],
  forgets: [],
  asks: [],
  ends: null,
  refused: null,
};

export function showRefused(refused: Refused): ChangesDto {
  return { ...NOTHING, refused: { reason: refused.reason, detail: sayRefusal(refused) } };
}

/** What answers would change, in words, before they are given. */
export async function showPreview(tx: Tx, previewed: Previewed): Promise<ChangesDto> {
  const { run, before, state, answers } = previewed;
  const { program } = run;
  const from = before.record.state.state;
  const title = program.states[state.state]?.title ?? { en: state.state, fr: state.state };
  const { ended } = state;
  return {
    state: state.state === from ? null : { from, to: state.state, title },
    verdicts: changedVerdicts(run, before.answers, answers),
    offers: await changedOffers(tx, previewed),
    team: await changedTeam(tx, previewed),
    ...askedThen(previewed),
    ends: ended ? (program.dispositions[ended.disposition] ?? null) : null,
    refused: null,
  };
}

const UNDETERMINED: Text = {
  en: 'Not enough is known to decide',
  fr: 'On n’en sait pas assez pour décider',
};

function changedVerdicts(run: RunnableProgram, before: Answers, after: Answers): ChangesDto['verdicts'] {
  const { program } = run;
  const [then, now] = [verdicts(run, after), verdicts(run, before)];
  return Object.entries(program.decisions).flatMap(([decision, { title }]) => {
    const change = {
      before: inWords(program, decision, now[decision]),
      after: inWords(program, decision, then[decision]),
    };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [{ decision, title, ...change }];
  });
}

function inWords(program: Program, decision: string, verdict: Verdict | undefined): Text | null {
  if (verdict?.status === 'undetermined') return UNDETERMINED;
  return verdict?.outcome ? outcomeText(program, decision, verdict.outcome) : null;
}

function askedThen({ run, before, state, answers, given }: Previewed): Pick<ChangesDto, 'again' | 'forgets' | 'asks'> {
  const askedBefore = new Set(askNow(run, before.record.state, before.answers).map(({ question }) => question.id));
  const asked = askNow(run, state, answers).map(({ question }) => question);
  return {
    again: asked.filter(({ id }) => before.answers[id] !== undefined).map(({ id }) => id),
    forgets: Object.keys(before.answers).filter(
      (id) => answers[id] === undefined && !given.includes(id) && !asked.some((question) => question.id === id),
    ),
    asks: asked
      .filter(({ id }) => before.answers[id] === undefined && !askedBefore.has(id))
      .map((question) => ({ question: question.id, ...named(question) })),
  };
}

async function changedOffers(tx: Tx, { before, effects }: Previewed): Promise<ChangesDto['offers']> {
  const changed = effects.flatMap((effect): { service: string | null; agency: string | null; what: OfferChange }[] => {
    if (effect.kind === 'tell-holder') return [{ service: null, agency: effect.agency, what: 'told' }];
    if (effect.kind !== 'close-offer' || effect.as !== 'revoked') return [];
    return [{ service: before.record.state.offers[effect.state]?.service ?? null, agency: null, what: 'revoked' }];
  });
  if (changed.length === 0) return [];
  const holding = await servicesOfAgencies(tx, before);
  const named = changed.map(({ service, agency, what }) => ({
    id: service ?? holding.get(agency ?? '') ?? agency,
    what,
  }));
  const services = await findServices(tx, [...new Set(named.flatMap(({ id }) => (id === null ? [] : [id])))]);
  return named.flatMap(({ id, what }) => {
    if (id === null) return [];
    const name = services.find((service) => service.id === id)?.name ?? { en: id, fr: id };
    return [{ service: id, name, what }];
  });
}

async function changedTeam(tx: Tx, previewed: Previewed): Promise<ChangesDto['team']> {
  const { record } = previewed.before;
  if (record.state.holder === null) return null;
  const team = teamAfter(previewed, await referralsOfCase(tx, record.id));
  if (!team) return null;
  const [service] = await findServices(tx, [team.service]);
  return { ...team, name: service?.name ?? { en: team.service, fr: team.service } };
}

type OfferChange = ChangesDto['offers'][number]['what'];

/** Through which of its services each agency took the client. */
async function servicesOfAgencies(tx: Tx, { record }: LoadedCase): Promise<ReadonlyMap<string, string>> {
  const taken = (await referralsOfCase(tx, record.id)).filter(({ status }) => TAKEN.includes(status));
  return new Map(taken.flatMap(({ agency, service }) => (agency === null ? [] : [[agency, service] as const])));
}
const TAKEN: readonly string[] = ['accepted', 'in-progress', 'completed'];
