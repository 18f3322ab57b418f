import type { FactVersion, HistoryRow, HistoryView, WhyView } from '../../../libs/cases/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import { BESIDE_TIMER, type Program, engineLabel, lineMark } from '../../../libs/workflow/index.js';
import { whatHappened } from '../alerts/show-alerts.js';
import { type AnswersThen, answersThen, showWhy } from './show-why.js';
import { type Names, type NamesInHistory, answerOf, askedIn } from './say-services.js';
import { limitsOf, named } from './words.js';

/** The steps of a case in plain words, made from their references: who, what, why, and where that led. */
export function showHistory(
  program: Program,
  version: number,
  rows: readonly HistoryRow[],
  facts: readonly FactVersion[],
  { zone, nameOf, agencyOf }: NamesInHistory & { readonly zone: string },
): HistoryView[] {
  const then = answersThen(program, rows, facts);
  return rows.map((row, index) => {
    const { seq, at, actorId: id, actorRole: role, actorName: name, event, from, to, trace } = row;
    const answers = then[index] ?? {};
    const why = showWhy(program, version, row, rows[index - 1] ?? null, answers);
    const sentence = joinSentences([
      row.refs.received === undefined ? happened(program, row, answers, nameOf) : cameIn(row.refs.received, zone),
      ...decided(program, row, why),
      ...askedIn(program, row, nameOf),
      ...became(program, row),
      ...followed(row),
    ]);
    const toTitle = program.states[to]?.title ?? { en: to, fr: to };
    const line = lineMark(program, from, event);
    const { received, renews, opened } = row.refs;
    const step = {
      seq,
      at: at.toISOString(),
      by: { id, role, name, agency: agencyOf(row) },
      event,
      ...(line && { line }),
      ...(received && { received }),
      ...(renews && { renews }),
      ...(opened && { opened }),
    };
    return { ...step, from, to, toTitle, trace, sentence, why };
  });
}

const FIXED: Readonly<Record<string, Text>> = {
  opened: { en: 'The case was opened', fr: 'Le dossier a été ouvert' },
  'timer:due': {
    en: 'The time allowed ran out, so others look after it now',
    fr: 'Le délai est passé : d’autres personnes s’en occupent maintenant',
  },
  [`timer:${BESIDE_TIMER}`]: {
    en: 'A question about danger was still open while help went on, and people were told',
    fr: 'Une question sur le danger restait sans réponse pendant que l’aide continuait : on l’a signalé',
  },
};
/** What was said of an offer or a referral, by the agency or by a navigator who spoke with it. */
const REFERRAL: Readonly<Record<string, Text>> = {
  'referral:accept': { en: 'The service said yes', fr: 'Le service a dit oui' },
  'referral:decline': { en: 'The service could not take them', fr: 'Le service n’a pas pu prendre la personne' },
  'referral:cancel': { en: 'The caller did not want this service', fr: 'La personne n’a pas voulu de ce service' },
  'referral:start': { en: 'The service has begun to help', fr: 'Le service a commencé à aider la personne' },
  'referral:name-team': { en: 'The service said which team goes', fr: 'Le service a dit quelle équipe y va' },
  'referral:complete': { en: 'The service has finished', fr: 'Le service a terminé' },
};
const CLAIMED: Text = { en: 'A reviewer claimed it', fr: 'Quelqu’un l’a prise pour l’examiner' };
const ATTEMPT: Text = {
  en: 'Nobody took the call in time',
  fr: 'Personne n’a pris l’appel à temps',
};
const STEP: Text = { en: 'A step of the transfer was done', fr: 'Une étape du transfert a été faite' };
const STEPS: Readonly<Record<string, Text>> = {
  permission: {
    en: 'They were asked whether they agree to the transfer',
    fr: 'On a demandé leur accord pour le transfert',
  },
  'disconnect-number': {
    en: 'A number was asked for, in case the line breaks',
    fr: 'On a demandé un numéro au cas où la ligne serait coupée',
  },
  dial: { en: 'The service was dialled', fr: 'On a composé le numéro du service' },
  brief: { en: 'The service was briefed', fr: 'On a informé le service' },
  'three-way': { en: 'Everyone was brought together', fr: 'On a réuni tout le monde en ligne' },
};

function happened(program: Program, row: HistoryRow, answers: AnswersThen, nameOf: Names): Text {
  const { event } = row;
  if (event === 'take-over' && row.actorRole === 'reviewer') return CLAIMED;
  if (event === 'answers') return answered(program, Object.keys(row.refs.facts), answers);
  const fixed = answerOf(row, nameOf) ?? FIXED[event] ?? REFERRAL[event];
  if (fixed) return fixed;
  if (event.startsWith('timer:attempt:')) return ATTEMPT;
  if (/^(timer:)?grant:/.test(event)) return ofGrant(program, event);
  if (event.startsWith('handover-step:')) return STEPS[event.slice('handover-step:'.length)] ?? STEP;
  if (event.startsWith('timer:')) return whatHappened(program, row.from, event.slice('timer:'.length));
  const state = program.states[row.from];
  const own = state?.kind === 'wait' ? state.events[event]?.label : undefined;
  return own ?? program.interrupts[event]?.label ?? engineLabel(event) ?? { en: event, fr: event };
}

/** An application that was entered later, in the helpline's zone. */
function cameIn(received: string, timeZone: string): Text {
  const say = (language: 'en' | 'fr', style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(`${language}-CA`, { ...style, timeZone }).format(new Date(received));
  const [day, time] = [{ dateStyle: 'long' }, { timeStyle: 'short' }] as const;
  const jour = say('fr', day).replace(/^1 /, '1er ');
  return {
    en: `The case was opened, with what came in on ${say('en', day)} at ${say('en', time)}`,
    fr: `Le dossier a été ouvert avec ce qui est arrivé le ${jour} à ${say('fr', time)}`,
  };
}

/** It was their turn, or the year is over. */
function ofGrant(program: Program, event: string): Text {
  const id = event.split(':').at(-1) ?? '';
  const { en, fr } = program.grants?.[id]?.title ?? { en: id, fr: id };
  if (!event.startsWith('timer:'))
    return { en: `There was a place for them: ${en}`, fr: `Une place s’est libérée : ${fr}` };
  return { en: `The year is over: ${en}`, fr: `L’année est finie : ${fr}` };
}

/** What was answered, as it was answered then. */
function answered(program: Program, questions: readonly string[], answers: AnswersThen): Text {
  const said = questions.flatMap((id) => {
    const asked = program.questions[id];
    const label = answers[id];
    if (!asked || !label) return [];
    const { short } = named(asked);
    return [{ en: `${short.en} — ${label.en}`, fr: `${short.fr} — ${label.fr}` }];
  });
  if (said.length === 0) return { en: 'An answer was confirmed', fr: 'Une réponse a été confirmée' };
  return {
    en: `Answered: ${said.map(({ en }) => en).join('; ')}`,
    fr: `Réponse : ${said.map(({ fr }) => fr).join('; ')}`,
  };
}

/** Only the verdicts of asks that this step passed: the others are for whoever looks at why. */
function decided(program: Program, { event, trace }: HistoryRow, why: readonly WhyView[]): Text[] {
  return trace.flatMap(({ from, exit }) => {
    const state = program.states[from];
    const said = state?.kind === 'ask' && why.find((one) => one.decision === state.decision && one.outcome === exit);
    if (!said) return [];
    const { decision, outcomeLabel: outcome, reason, date } = said;
    const limits = limitsOf(date);
    const more = limits ? [limits] : [];
    // A choice that is its own decision was just said.
    if (!reason) return event === 'answers' && program.decisions[decision]?.kind === 'answer' ? [] : [outcome, ...more];
    return [{ en: `${outcome.en}: ${reason.en}`, fr: `${outcome.fr} : ${reason.fr}` }, ...more];
  });
}

function became(program: Program, row: HistoryRow): Text[] {
  if (row.trace.some((entry) => entry.exit === 'reconsider')) {
    return [
      {
        en: 'That changes an earlier step, so we went back to it',
        fr: 'Cela change une étape précédente : on y est revenu',
      },
    ];
  }
  const ends = row.trace.length > 0 && program.states[row.to]?.kind === 'end';
  return ends ? [{ en: 'The case ended', fr: 'Le dossier est terminé' }] : [];
}

/** The case before this one, or the one that follows it, by the number that people say. */
function followed({ refs: { renews, opened } }: HistoryRow): Text[] {
  const [before, after] = [renews?.number, opened?.number];
  return [
    ...(before === undefined ? [] : [{ en: `It follows ${before}`, fr: `Il fait suite à ${before}` }]),
    ...(after === undefined ? [] : [{ en: `${after} was opened`, fr: `${after} a été ouvert` }]),
  ];
}

function joinSentences(parts: readonly Text[]): Text {
  const join = (language: 'en' | 'fr') =>
    parts
      .map((part) => part[language].replace(/[.\s]+$/, ''))
      .map((part) => (/[?!]$/.test(part) ? part : `${part}.`))
      .join(' ');
  return { en: join('en'), fr: join('fr') };
}
