import { type ServiceView, findServices } from '../../../libs/agencies/index.js';
import type { CaseRecord, ConsentView } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { capacityOf, type CaseState, type RunnableProgram } from '../../../libs/workflow/index.js';
import type { Showable } from './show-case.js';
import { answerText, named } from './words.js';

export type Services = Readonly<Record<string, ServiceView>>;

export async function findServicesOf(tx: Tx, ids: readonly string[]): Promise<Services> {
  if (ids.length === 0) return {};
  const services = await findServices(tx, [...new Set(ids)]);
  return Object.fromEntries(services.map((service) => [service.id, service]));
}

/** What is asked to be told, and to whom, where the case asks for a yes. */
export function showConsent(
  run: RunnableProgram,
  { record, answers }: Showable,
  { told, before }: { readonly told: readonly string[]; readonly before: readonly string[] },
  services: Services,
): ConsentView | null {
  const state = run.program.states[record.state.state];
  const disclosure = state?.kind === 'consent' ? run.program.disclosures[state.disclosure] : undefined;
  if (state?.kind !== 'consent' || !disclosure) return null;
  return {
    disclosure: disclosure.id,
    purpose: disclosure.purpose,
    to: disclosure.to,
    recipients: told.flatMap((id) => (services[id] ? [services[id].name] : [])),
    agreedBefore: before.flatMap((id) => (services[id] ? [services[id].name] : [])),
    facts: disclosure.facts.flatMap((question) => {
      const asked = run.program.questions[question];
      const label = answers[question] ? answerText(run.program, question, answers[question]) : null;
      return asked ? [{ question, ...named(asked), label }] : [];
    }),
    givenBy: likeliestFirst(state.givenBy, capacityOf(run.program, answers) ?? saidAtFirst(record)),
  };
}

/** Whom a yes that stands is for, when it is not for all who would be told now. */
export function agreedBefore(
  run: RunnableProgram,
  { state }: { readonly state: CaseState },
  told: readonly string[],
): readonly string[] {
  const here = run.program.states[state.state];
  const agreed = here?.kind === 'consent' ? state.consents[here.disclosure] : undefined;
  const named = agreed?.given ? (agreed.recipients ?? []) : [];
  return told.every((id) => named.includes(id)) ? [] : named;
}

/** What the greeting says of the capacity in which somebody speaks. */
const saidAtFirst = ({ inquirer, relation }: CaseRecord): string | null =>
  relation === 'substitute-decision-maker' ? 'substitute' : inquirer;

const likeliestFirst = (all: readonly string[], likeliest: string | null): readonly string[] => [
  ...all.filter((each) => each === likeliest),
  ...all.filter((each) => each !== likeliest),
];
