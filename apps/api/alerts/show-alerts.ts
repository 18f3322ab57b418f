import { namePeople } from '../../../libs/access/index.js';
import { nameAgencies } from '../../../libs/agencies/index.js';
import { asHouse, loadCase, newMessage } from '../../../libs/cases/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { findVersion, nameLines } from '../../../libs/programs/index.js';
import { agencyIsGone, inOtherHands, referralsOfCase } from '../../../libs/referrals/index.js';
import { ASKED_BESIDE, type Program, durationSeconds, engineLabel } from '../../../libs/workflow/index.js';
import { fileRefused } from '../documents/ask-again.js';
import { letterFailed, letterOnPaper } from '../letters/write-letters.js';
import { contactStatus } from '../floor/show-floor.js';
import type { AlertView } from './alerts.dto.js';
import type { AnyAlert } from './all-alerts.js';
import { asksWhy, whyGivenBack } from './why-given-back.js';

/** Alerts with the words of their case's own program version, and the names of people. */
export async function showAlerts(tx: Tx, alerts: readonly AnyAlert[]): Promise<AlertView[]> {
  const [names, lines] = await Promise.all([
    namePeople(tx, [...new Set(alerts.flatMap(({ seenBy }) => seenBy ?? []))]),
    nameLines(tx, [...new Set(alerts.flatMap((one) => (one.kind === 'contact' ? [one.line] : [])))]),
  ]);
  const shown: AlertView[] = [];
  for (const alert of alerts) {
    const { id, queue, at, seenBy, seenAt } = alert;
    shown.push({
      ...{ id, queue, at: at.toISOString(), seenBy, seenAt: seenAt?.toISOString() ?? null },
      seenByName: seenBy === null ? null : (names[seenBy] ?? null),
      ...(alert.kind === 'contact' ? aboutContact(alert, lines) : await aboutCase(tx, alert)),
    });
  }
  return shown;
}

type About = Pick<
  AlertView,
  | 'case'
  | 'contact'
  | 'number'
  | 'programTitle'
  | 'stateTitle'
  | 'about'
  | 'what'
  | 'reason'
  | 'state'
  | 'since'
  | 'over'
>;

/**
 * Versions are remembered, so this rarely reads. An agency learns that what it was told has changed, and reads by its consent
 * what that is: the state alone could tell of a danger that nobody agreed to tell.
 */
async function aboutCase(tx: Tx, alert: AnyAlert & { kind: 'case' }): Promise<About> {
  const { caseId, about } = alert;
  if (caseId === null) return aboutSystem(tx, alert);
  const calledOff = about === 'called-off' ? await whoIsCalledOff(tx, caseId) : null;
  // Who lost the client may name the case by its own referral.
  const lost = about === inOtherHands ? ((await referralsOfCase(tx, caseId))[0]?.caseNumber ?? null) : null;
  const state = AGENCIES.has(about) && alert.queue.startsWith('agency/') ? null : alert.state;
  const program = await programOf(tx, alert);
  const backs = asksWhy(program, alert) ? await referralsOfCase(tx, caseId) : [];
  return {
    ...{ case: caseId, contact: null, number: calledOff?.number ?? alert.number ?? lost, about, state },
    reason: calledOff ? calledOff.reason : whyGivenBack(program, alert, backs),
    ...{ since: sinceThen(alert, program), over: alert.over },
    programTitle: program?.title ?? plain(alert.program ?? '—'),
    stateTitle: state === null ? null : (program?.states[state]?.title ?? plain(state)),
    what: whatHappened(program, alert.state, about),
  };
}

/** Where the case stands now, or how it ended: who reads the alert late does not act on what is over. */
function sinceThen({ since }: AnyAlert & { kind: 'case' }, program: Program | undefined): Text | null {
  if (!since) return null;
  const { state, disposition } = since;
  const ended = disposition === null ? undefined : program?.dispositions[disposition];
  return ended ?? program?.states[state]?.title ?? plain(state);
}

/** Of an agency's system, and no case: where a case's state would be lies the agency. */
async function aboutSystem(tx: Tx, { about, state: agency }: AnyAlert & { kind: 'case' }): Promise<About> {
  const names = await nameAgencies(tx, [agency]);
  return {
    ...{
      case: null,
      contact: null,
      number: null,
      about,
      reason: null,
      state: null,
      stateTitle: null,
      since: null,
      over: false,
    },
    programTitle: names[agency] ?? plain(agency),
    what: CASE[about] ?? REMINDER,
  };
}

/** An agency that was called off had the case, and so its number, and sees it no more; its own referral says why. */
async function whoIsCalledOff(tx: Tx, caseId: string): Promise<{ number: string | null; reason: string | null }> {
  const loaded = await asHouse(tx, () => loadCase(tx, caseId));
  const revoked = (await referralsOfCase(tx, caseId)).find(
    ({ releasedAt, status }) => releasedAt && status === 'revoked',
  );
  return { number: loaded?.record.number ?? null, reason: revoked?.reason ?? null };
}

/** Of an agency that has the case no more: its own referral says what it was about. */
async function programOf(tx: Tx, alert: AnyAlert & { kind: 'case' }): Promise<Program | undefined> {
  const { program, version } = alert;
  if (program !== null && version !== null) return (await findVersion(tx, program, version))?.program;
  const [referral] = alert.caseId === null ? [] : await referralsOfCase(tx, alert.caseId);
  return referral && (await findVersion(tx, referral.program, referral.version))?.program;
}

function aboutContact({ contactId, line, status }: AnyAlert & { kind: 'contact' }, lines: Names): About {
  return {
    ...{
      case: null,
      contact: contactId,
      number: null,
      about: 'due',
      reason: null,
      state: status,
      since: null,
      over: status === 'closed',
    },
    programTitle: lines[line] ?? plain(line),
    stateTitle: contactStatus[status],
    what: CONTACT[status],
  };
}

type Names = Readonly<Record<string, Text>>;
const plain = (word: string): Text => ({ en: word, fr: word });

const CONTACT: Readonly<Record<'open' | 'wrap-up' | 'closed', Text>> = {
  open: { en: 'The call has been open for too long', fr: 'L’appel est ouvert depuis trop longtemps' },
  'wrap-up': { en: 'The call still has no note', fr: 'L’appel n’a toujours pas de note' },
  closed: { en: 'The call was finished late', fr: 'L’appel a été terminé en retard' },
};
/** Of these an agency is not told where the case stands. */
const AGENCIES: ReadonlySet<string> = new Set(['facts-changed', 'called-off', inOtherHands, newMessage]);
const CASE: Names = {
  due: { en: 'The time allowed ran out', fr: 'Le délai est passé' },
  [newMessage]: { en: 'There is a new message', fr: 'Il y a un nouveau message' },
  'decided-otherwise': {
    en: 'An answer changed what was decided, and whoever has the person goes on: look whether another one should',
    fr: 'Une réponse change la décision, et l’organisme qui a la personne continue : voyez si un autre devrait venir',
  },
  [ASKED_BESIDE]: {
    en: 'A question about danger is still open while help goes on: somebody asks it now',
    fr: 'Une question sur le danger reste sans réponse pendant que l’aide continue : quelqu’un la pose maintenant',
  },
  'called-off': { en: 'Called off: do not go', fr: 'Décommandé : n’y allez pas' },
  [inOtherHands]: {
    en: 'Another agency has this client now: you are finished',
    fr: 'Un autre organisme a maintenant cette personne : votre travail est terminé',
  },
  'facts-changed': { en: 'Something that was told has changed', fr: 'Une information transmise a changé' },
  [agencyIsGone]: {
    en: 'The agency is no longer in the directory: find out who helps this person now',
    fr: 'L’organisme n’est plus dans le répertoire : voyez qui aide cette personne maintenant',
  },
  [letterFailed]: {
    en: 'A letter reached nobody: send it another way',
    fr: 'Une lettre n’est arrivée à personne : envoyez-la autrement',
  },
  [letterOnPaper]: {
    en: 'An e-mail did not arrive: the letter waits to be printed',
    fr: 'Un courriel n’est pas arrivé : la lettre est à imprimer',
  },
  [fileRefused]: {
    en: 'A file that came had a virus and was thrown away: ask for another copy',
    fr: 'Un fichier reçu avait un virus et a été supprimé : demandez une autre copie',
  },
  'webhook-gone': {
    en: 'The agency’s system no longer takes our messages: call the agency',
    fr: 'Le système de l’organisme n’accepte plus nos messages : appelez l’organisme',
  },
  'webhook-address': {
    en: 'Messages to your system go to another address from now on: if you know nothing of it, call the helpline',
    fr: 'Les messages à votre système vont désormais à une autre adresse : si vous n’en savez rien, appelez la ligne d’aide',
  },
  'webhook-undelivered': {
    en: 'The agency’s system did not get our message: call the agency',
    fr: 'Le système de l’organisme n’a pas reçu notre message : appelez l’organisme',
  },
};
const still = ({ en, fr }: Text): Text => ({ en: `Still: ${en}`, fr: `Toujours : ${fr}` });
const REMINDER: Text = { en: 'A reminder came due', fr: 'Un rappel est arrivé à échéance' };

/** The program's own word for what it told us of; timers have none. */
export function whatHappened(program: Program | undefined, state: string, about: string): Text {
  const at = program?.states[state];
  if (about === 'entry') return at?.title ?? plain(state);
  const own = at?.kind === 'wait' ? at.events[about]?.label : undefined;
  return (
    CASE[about] ?? own ?? program?.interrupts[about]?.label ?? engineLabel(about) ?? waitedFor(program, state, about)
  );
}

/** A timer that runs until something has come: how long, and what has not. One of a state: that it began, or goes on. */
function waitedFor(program: Program | undefined, state: string, about: string): Text {
  const timer = program?.timers[about];
  const here = program?.states[state];
  const own = here && here.kind !== 'end' ? here.timers[about] : undefined;
  if (here && own) return durationSeconds(own.in ?? '') === 0 ? here.title : still(here.title);
  const [until] = [timer?.until ?? []].flat();
  const title = until === undefined ? undefined : program?.states[until]?.title;
  const minutes = Math.round((durationSeconds(timer?.in ?? '') ?? 0) / 60);
  if (!title || minutes === 0) return REMINDER;
  return { en: `${minutes} minutes, and not yet: ${title.en}`, fr: `${minutes} minutes, et pas encore : ${title.fr}` };
}
