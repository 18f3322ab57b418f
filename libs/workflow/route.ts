import type { Text } from '../eligibility/index.js';
import { tells } from './permission.js';
import type { Handover, RouteTarget } from './program.js';

/** What routing must know of a service at one instant. Read from the live directory. */
export interface RoutableService {
  readonly id: string;
  readonly agency: string;
  readonly open: boolean;
  readonly full: boolean;
  /** Languages in which it answers by itself; empty = not known, and then it excludes nobody. */
  readonly languages: readonly string[];
  /** Areas that it serves; null = everywhere that the tenant does. */
  readonly areas: readonly string[] | null;
  readonly handovers: readonly Handover[];
}

export interface RouteQuestion {
  readonly handover: Handover;
  /** Null = not known: excludes nobody. */
  readonly language: string | null;
  readonly area: string | null;
  /** Services that this offer has tried already. */
  readonly tried: readonly string[];
  /** The services that the client agreed to; null = nothing rests on that. */
  readonly named: readonly string[] | null;
  /** The most that may be done with any other service; `ask`: not before the client has been asked. */
  readonly unnamed: Handover | 'ask';
}

export type SkipReason = 'tried' | 'not-in-directory' | 'closed' | 'full' | 'outside-area' | 'language' | 'handover';
export interface RouteAnswer {
  /** Null: nobody is left. */
  readonly target: ChosenTarget | null;
  /** Everyone passed over on the way, with the first reason found. */
  readonly skipped: readonly { readonly service: string; readonly reason: SkipReason }[];
}
export type ChosenTarget =
  | { readonly service: string; readonly agency: string; readonly fallback: boolean; readonly handover: Handover }
  | { readonly ourselves: true; readonly label: Text }
  /** It could take the client, who has not agreed that it is told. */
  | { readonly unconsented: string };

/**
 * The next target of a route: the first that is open, in area, speaks the language (or takes an interpreter) and has
 * room; one that a person picked, whatever it says of hours, area, language and room. Pure. What may be done with it is the lesser of what the state asks, the target allows and the service takes.
 */
export function route(
  targets: readonly RouteTarget[],
  question: RouteQuestion,
  services: Readonly<Record<string, RoutableService>>,
): RouteAnswer {
  const skipped: { service: string; reason: SkipReason }[] = [];
  for (const target of targets) {
    if ('ourselves' in target) return { target, skipped };
    const service = Object.hasOwn(services, target.service) ? services[target.service] : undefined;
    const wished = question.named?.includes(target.service) === false ? question.unnamed : question.handover;
    const most = wished === 'ask' ? question.handover : wished;
    const handover = service ? handoverWith(service, target.atMost, most) : null;
    const reason = skipReason(target, service, question, handover);
    if (reason) skipped.push({ service: target.service, reason });
    else if (handover && wished === 'ask' && tells(handover)) {
      return { target: { unconsented: target.service }, skipped };
    } else if (service && handover) {
      const { id, agency } = service;
      return { target: { service: id, agency, fallback: target.fallback, handover }, skipped };
    }
  }
  return { target: null, skipped };
}

type ServiceTarget = Extract<RouteTarget, { service: string }>;

function skipReason(
  target: ServiceTarget,
  service: RoutableService | undefined,
  question: RouteQuestion,
  handover: Handover | null,
): SkipReason | null {
  if (question.tried.includes(target.service)) return 'tried';
  if (!service) return 'not-in-directory';
  const hindered = target.picked ? null : hindrance(target, service, question);
  return hindered ?? (handover === null ? 'handover' : null);
}

function hindrance(target: ServiceTarget, service: RoutableService, question: RouteQuestion): SkipReason | null {
  if (!service.open) return 'closed';
  if (service.full) return 'full';
  if (question.area !== null && service.areas && !service.areas.includes(question.area)) return 'outside-area';
  return speaks(service, target, question.language) ? null : 'language';
}

function speaks(service: RoutableService, target: ServiceTarget, language: string | null): boolean {
  if (language === null || target.interpreter || service.languages.length === 0) return true;
  return service.languages.includes(language) || service.languages.includes(language.split('-')[0]!);
}

const LADDER: readonly Handover[] = ['warm', 'cold', 'number'];

function handoverWith(service: RoutableService, atMost: Handover | undefined, wished: Handover): Handover | null {
  if (wished === 'dispatch') return service.handovers.includes('dispatch') ? 'dispatch' : null;
  const from = Math.max(LADDER.indexOf(wished), atMost ? LADDER.indexOf(atMost) : 0);
  return LADDER.slice(from).find((handover) => service.handovers.includes(handover)) ?? null;
}
