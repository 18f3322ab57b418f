import { findServices, nameAgencies } from '../../../libs/agencies/index.js';
import type { HistoryRow } from '../../../libs/cases/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { Program } from '../../../libs/workflow/index.js';

/** What a service is called now. */
export type Names = (service: string) => Text;

export interface NamesInHistory {
  readonly nameOf: Names;
  /** The agency whose people took this step; null: they are of none, or nobody knows of which any more. */
  readonly agencyOf: (row: HistoryRow) => Text | null;
}

/**
 * Services that the steps of a case are about, and the agencies that took one. A service that has left the directory is called by
 * its id. Who answers an offer is whose it is; any other step is taken by whoever had the case.
 */
export async function namesIn(tx: Tx, rows: readonly HistoryRow[]): Promise<NamesInHistory> {
  const ids = rows.flatMap(({ refs: { services: { of, asked = [] } = {} } }) => [...(of ? [of] : []), ...asked]);
  const found = ids.length > 0 ? await findServices(tx, [...new Set(ids)]) : [];
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const agencies = new Map(found.map(({ id, agency }) => [id, agency]));
  const actorOf = ({ actorRole, refs, agencies: had }: HistoryRow) =>
    actorRole === 'agency' ? (agencies.get(refs.services?.of ?? '') ?? had?.[0] ?? null) : null;
  const called = await nameAgencies(tx, [...new Set(rows.flatMap((row) => actorOf(row) ?? []))]);
  return {
    nameOf: (id) => names.get(id) ?? { en: id, fr: id },
    agencyOf: (row) => called[actorOf(row) ?? ''] ?? null,
  };
}

const ANSWERS: Readonly<Record<string, Text>> = {
  'referral:accept': { en: '{name} said yes', fr: '{name} a dit oui' },
  'referral:decline': { en: '{name} could not take them', fr: '{name} n’a pas pu prendre la personne' },
  'referral:cancel': { en: 'The caller did not want {name}', fr: 'La personne n’a pas voulu de {name}' },
};
const NO_ANSWER: Text = { en: '{name} did not answer in time', fr: '{name} n’a pas répondu à temps' };

/** What became of an offer, where it is known whose it was. */
export function answerOf({ event, refs }: HistoryRow, nameOf: Names): Text | null {
  const of = refs.services?.of;
  const said = event.startsWith('timer:attempt:') ? NO_ANSWER : ANSWERS[event];
  return of === undefined || !said ? null : naming(said, nameOf(of));
}

const ASKED: Readonly<Record<'dispatch' | 'other', Text>> = {
  dispatch: { en: 'Team asked: {name}', fr: 'Équipe demandée : {name}' },
  other: { en: 'Offered: {name}', fr: 'Service proposé : {name}' },
};

/** Who was asked in this step. */
export function askedIn(program: Program, { to, refs }: HistoryRow, nameOf: Names): Text[] {
  const names = (refs.services?.asked ?? []).map(nameOf);
  if (names.length === 0) return [];
  const state = program.states[to];
  const kind = state?.kind === 'offer' && state.handover.consented === 'dispatch' ? 'dispatch' : 'other';
  return [naming(ASKED[kind], { en: names.map(({ en }) => en).join('; '), fr: names.map(({ fr }) => fr).join('; ') })];
}

const naming = (said: Text, { en, fr }: Text): Text => ({
  en: said.en.replace('{name}', () => en),
  fr: said.fr.replace('{name}', () => fr),
});
