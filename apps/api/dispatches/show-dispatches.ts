import { namePeople } from '../../../libs/access/index.js';
import { findServices, nameAgencies, type ServiceView } from '../../../libs/agencies/index.js';
import {
  type Alert,
  alertsOfCases,
  answersOfCases,
  type LiveDispatch,
  type ToldAgency,
  toldOfCases,
} from '../../../libs/cases/index.js';
import type { Answer, Text } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findVersion } from '../../../libs/programs/index.js';
import { type DispatchTry, triesOfDispatches } from '../../../libs/referrals/index.js';
import { isSafetyAskedAgain, type Program } from '../../../libs/workflow/index.js';
import { whatHappened } from '../alerts/show-alerts.js';
import { whyGivenBack } from '../alerts/why-given-back.js';
import { isPicked } from '../cases/show-offer.js';
import { toldTo } from '../cases/show-told.js';
import { answerText, named, outcomeText } from '../cases/words.js';
import { nameOwners } from '../floor/name-owners.js';
import type { DispatchDto } from './dispatch.dto.js';
import { linesLost } from './lines-lost.js';
import { numbersOf, safetyOf, safetyQuestions } from './safety-of.js';

/** Dispatches with who has them, who did not come, what they are about and what was told of them. */
export async function showDispatches(tx: Tx, rows: readonly LiveDispatch[]): Promise<DispatchDto[]> {
  const ids = rows.map(({ id }) => id);
  const programs = await programsOf(tx, rows);
  const wanted = [...programs.values()].flatMap((one) => [
    ...reported(one),
    ...safetyQuestions(one),
    ...numbersOf(one),
  ]);
  const questions = [...new Set(wanted)];
  const [tries, alerts, told, answers, lost, owner] = await Promise.all([
    triesOfDispatches(tx, ids),
    alertsOfCases(tx, ids),
    toldOfCases(tx, ids),
    answersOfCases(tx, ids, questions),
    linesLost(tx, rows, (row) => programs.get(versionOf(row))),
    nameOwners(
      tx,
      rows.map((row) => row.owner),
    ),
  ]);
  const [{ name, services }, people] = await Promise.all([
    nameTeams(tx, rows, tries),
    namePeople(tx, [...new Set(alerts.flatMap(({ seenBy }) => seenBy ?? []))]),
  ]);
  return rows.map((row) => {
    const program = programs.get(versionOf(row));
    const own = tries.filter(({ caseId }) => caseId === row.id);
    const now = own.find((one) => isNow(row, one)) ?? null;
    return {
      ...stand(row, program),
      clocks: clocksOf(row, own, now),
      team: now || hasTeam(row) ? teamOf(row, now, name, program) : null,
      tries: own.filter((one) => one !== now).flatMap((one) => showTry(one, name, program)),
      area: program ? areaOf(program, row) : null,
      about: program ? aboutOf(program, answers[row.id] ?? {}) : [],
      ...reachOf(row, program, answers[row.id] ?? {}),
      lineBroke: lost.has(row.id),
      alerts: alerts.filter(({ caseId }) => caseId === row.id).map((alert) => showAlert(alert, program, people, own)),
      unread: unreadOf(row, told, own, services),
      owner: owner(row.owner),
    };
  });
}

const versionOf = ({ program, version }: LiveDispatch) => `${program} ${version}`;

/** Versions are remembered, so this rarely reads. */
async function programsOf(tx: Tx, rows: readonly LiveDispatch[]): Promise<ReadonlyMap<string, Program>> {
  const found = new Map<string, Program>();
  for (const row of rows) {
    if (found.has(versionOf(row))) continue;
    const loaded = await findVersion(tx, row.program, row.version);
    if (loaded) found.set(versionOf(row), loaded.program);
  }
  return found;
}

/** Who goes there, or calls, must know how safe they are, and whether anybody can still be asked. */
function reachOf(
  { settled }: LiveDispatch,
  program: Program | undefined,
  answers: Readonly<Record<string, Answer>>,
): Pick<DispatchDto, 'safety' | 'dangers' | 'mayBeCalled'> {
  if (!program) return { safety: null, dangers: [], mayBeCalled: false };
  return {
    ...safetyOf(program, settled, answers),
    mayBeCalled: numbersOf(program).some((id) => answers[id] !== undefined),
  };
}

type Stand = Omit<
  DispatchDto,
  | ('clocks' | 'team' | 'tries' | 'area' | 'about' | 'alerts' | 'unread' | 'owner')
  | ('safety' | 'dangers' | 'lineBroke' | 'mayBeCalled')
>;

function stand(row: LiveDispatch, program: Program | undefined): Stand {
  const { id, number, revision, state, group, stage, due, overdue, overdueSince } = row;
  return {
    ...{ id, number, revision, state, group, stage, due, overdue, overdueSince },
    programTitle: program?.title ?? plain(row.program),
    stateTitle: program?.states[state]?.title ?? plain(state),
    risk: row.atRisk,
    safetyAsked: program !== undefined && isSafetyAskedAgain(program, state, row.interrupted),
  };
}

const plain = (word: string): Text => ({ en: word, fr: word });

const hasTeam = ({ stage }: LiveDispatch): boolean => stage !== 'unassigned' && stage !== 'asked';

/** Who is asked now, or has said yes and is the one who has the client. */
function isNow(row: LiveDispatch, { status, agency }: DispatchTry): boolean {
  if (row.stage === 'asked') return status === 'offered';
  return hasTeam(row) && SAID_YES.has(status) && agency === row.holder;
}
const SAID_YES: ReadonlySet<string> = new Set(['accepted', 'in-progress', 'completed']);

type Names = (service: string | null, agency: string | null) => Text;
type Services = Readonly<Record<string, ServiceView>>;

async function nameTeams(
  tx: Tx,
  rows: readonly LiveDispatch[],
  tries: readonly DispatchTry[],
): Promise<{ name: Names; services: Services }> {
  const agencyIds = [...rows.map(({ holder }) => holder), ...tries.map(({ agency }) => agency)];
  const [found, agencies] = await Promise.all([
    findServices(tx, [...new Set(tries.map(({ service }) => service))]),
    nameAgencies(tx, [...new Set(agencyIds.filter((id) => id !== null))]),
  ]);
  const services = Object.fromEntries(found.map((service) => [service.id, service]));
  const name: Names = (service, agency) =>
    services[service ?? '']?.name ?? agencies[agency ?? ''] ?? plain(service ?? agency ?? '—');
  return { name, services };
}

/** What whoever has the case, or was called off, has not read. */
function unreadOf(
  { id, holder }: LiveDispatch,
  told: readonly ToldAgency[],
  offers: readonly DispatchTry[],
  services: Services,
): DispatchDto['unread'] {
  const unread = told.filter(({ caseId, readAt }) => caseId === id && readAt === null);
  return toldTo(unread, { holder, offers }, services).map(({ name, phone, about, at }) => ({ name, phone, about, at }));
}

function teamOf(
  row: LiveDispatch,
  now: DispatchTry | null,
  name: Names,
  program: Program | undefined,
): DispatchDto['team'] {
  const asked = row.stage === 'asked';
  const agency = now?.agency ?? row.holder;
  const service = now?.service ?? null;
  const since = asked ? now?.offeredAt : now?.answeredAt;
  return {
    ...{ referral: now?.id ?? null, agency, service, name: name(service, agency) },
    sends: now?.team?.name ?? null,
    since: since?.toISOString() ?? row.clocks['accepted'] ?? row.enteredAt,
    answerBy: asked ? (now?.expiresAt?.toISOString() ?? null) : null,
    picked: asked && isPicked(program?.states[row.state]),
  };
}

/** A team that came to be asked after another one gave up has been neither on its way nor there before it said yes. */
function clocksOf(row: LiveDispatch, tries: readonly DispatchTry[], now: DispatchTry | null): DispatchDto['clocks'] {
  const { clocks } = row;
  const yes = hasTeam(row) ? (now?.answeredAt?.toISOString() ?? clocks['accepted'] ?? null) : null;
  const ofThisTeam = (clock: string) => {
    const at = clocks[clock];
    return at !== undefined && yes !== null && at >= yes ? at : null;
  };
  return {
    received: clocks['received'] ?? row.openedAt,
    // Where a team was looked for and nobody was free, nobody was asked.
    dispatched: tries.length === 0 ? null : (clocks['dispatched'] ?? tries.at(-1)?.offeredAt.toISOString() ?? null),
    accepted: yes,
    enRoute: ofThisTeam('en-route'),
    onScene: ofThisTeam('on-scene'),
  };
}

function showTry(one: DispatchTry, name: Names, program: Program | undefined): DispatchDto['tries'][number][] {
  const { status, service, agency, reason, offeredAt, answeredAt } = one;
  if (status === 'offered') return [];
  return [
    {
      name: name(service, agency),
      how: SAID_YES.has(status) ? 'over' : (status as DispatchDto['tries'][number]['how']),
      reason,
      ending: program ? endingOf(one, program) : null,
      askedAt: offeredAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
    },
  ];
}

/** What a team said last before the case went on without it: that nobody was found there is no team that could not come. */
function endingOf({ last }: DispatchTry, program: Program): DispatchDto['tries'][number]['ending'] {
  if (last === null) return null;
  const from = program.states[last.state];
  const own = from?.kind === 'wait' ? from.events[last.event]?.label : undefined;
  return own ?? program.interrupts[last.event]?.label ?? null;
}

/** The outcome by which a program chose whom to send first. */
function areaOf(program: Program, { settled }: LiveDispatch): Text | null {
  for (const state of Object.values(program.states)) {
    if (state.kind !== 'offer' || state.handover.consented !== 'dispatch' || !('by' in state.route)) continue;
    const { by } = state.route;
    const outcome = settled[by];
    if (outcome !== undefined && program.decisions[by]) return outcomeText(program, by, outcome);
  }
  return null;
}

/** Choices that a program reports on: for whom and for what it was called. Few, as a row has little room. */
function reported(program: Program): string[] {
  const choices = Object.values(program.questions).filter(
    ({ purposes, choices }) => purposes.includes('report') && choices.length > 0,
  );
  return choices.slice(0, MOST_REPORTED).map(({ id }) => id);
}
const MOST_REPORTED = 3;

function aboutOf(program: Program, answers: Readonly<Record<string, Answer>>): DispatchDto['about'] {
  return reported(program).flatMap((id) => {
    const question = program.questions[id];
    const answer = answers[id];
    return question && answer
      ? [{ question: id, short: named(question).short, label: answerText(program, id, answer) }]
      : [];
  });
}

function showAlert(
  alert: Alert,
  program: Program | undefined,
  people: Readonly<Record<string, string>>,
  tries: readonly DispatchTry[],
): DispatchDto['alerts'][number] {
  const { id, state, about, at, seenBy } = alert;
  return {
    ...{ id, at: at.toISOString(), seenBy },
    what: whatHappened(program, state, about),
    reason: whyGivenBack(program, alert, tries),
    seenByName: seenBy === null ? null : (people[seenBy] ?? null),
  };
}
