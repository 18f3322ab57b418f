import { type Place, type Report, at } from './problem.js';
import type { Due, OwnerName, TimerDefinition } from './program.js';
import { resolveStay, resolveTarget } from './resolve-targets.js';
import type { ById, DueSource, OpenStateSource, OverdueSource, ProgramSource, TimerSource } from './source.js';

/** How far ahead a deadline from an answer may lie when the program does not say. */
const FARTHEST = 'P14D';

const QUEUES: Readonly<Record<string, OwnerName>> = {
  'navigators-queue': 'navigators',
  reviewer: 'reviewers',
  supervisor: 'supervisors',
  'on-call-manager': 'on-call-managers',
};
export const ownerName = (written: string): OwnerName => QUEUES[written] ?? written;
/** Whose queue a case falls to when these people are told that it is late. */
const queueOf = (alerted: string): OwnerName => (alerted === 'navigator' ? 'navigators' : ownerName(alerted));

type DueMap = Exclude<DueSource, string>;
const dueMap = (source: DueSource | undefined): DueMap | undefined =>
  typeof source === 'string' ? { in: source } : source;

/** The state's own deadline over the program's default. */
export function resolveDue(
  report: Report,
  place: Place,
  state: OpenStateSource,
  defaults: ProgramSource['defaults'],
): Due {
  const own = dueMap(state.due);
  const fallback = dueMap(defaults.due) ?? {};
  const when = own && (own.in !== undefined || own.at !== undefined) ? own : { ...own, ...timeOf(fallback) };
  if (when.in !== undefined && when.at !== undefined) {
    const message = 'A deadline is either a length of time or a moment, not both.';
    report('deadline-is-unclear', at(place, 'due'), message, 'Keep `in` or `at`.');
  }
  const { alert, every }: OverdueSource = own?.overdue ?? state.overdue ?? fallback.overdue ?? defaults.overdue;
  const length = when.in ?? fallback.in ?? 'PT60M';
  return {
    ...(when.at === undefined ? { in: length } : { at: when.at }),
    ...(own?.from !== undefined && { from: own.from }),
    ...(own?.beside !== undefined && { beside: own.beside }),
    within: own?.within ?? (when.at === undefined ? length : FARTHEST),
    ...(own?.to !== undefined && { to: resolveTarget(report, at(place, 'due', 'to'), own.to) }),
    owner: own?.owner !== undefined ? queueOf(own.owner) : queueOf(alert),
    alert,
    every: every ?? length,
  };
}
const timeOf = (due: DueMap): DueMap => ({
  ...(due.in !== undefined && { in: due.in }),
  ...(due.at !== undefined && { at: due.at }),
});

/** `shared`: a timer of the whole program, which must say what it counts from. */
export function resolveTimers(
  report: Report,
  place: Place,
  sources: ById<TimerSource> | undefined,
  names: { readonly clocks: readonly string[]; readonly shared: boolean },
): Record<string, TimerDefinition> {
  return Object.fromEntries(
    Object.entries(sources ?? {}).map(([id, source]) => [id, resolveTimer(report, at(place, id), id, source, names)]),
  );
}

function resolveTimer(
  report: Report,
  place: Place,
  id: string,
  source: TimerSource,
  { clocks, shared }: { readonly clocks: readonly string[]; readonly shared: boolean },
): TimerDefinition {
  const from = source.from ?? 'entry';
  if (source.at === undefined && source.in === undefined) {
    report(
      'timer-without-time',
      place,
      `The timer "${id}" never fires: it has no time.`,
      'Write in: PT5M, or at: question.',
    );
  }
  if (shared && source.at === undefined && from === 'entry') {
    const message = `The timer "${id}" spans states, so there is no entry that it could count from.`;
    report('timer-without-start', place, message, 'Write from: with the name of a clock, or move it into a state.');
  }
  const stay = resolveStay(source.stay);
  return {
    id,
    from: source.at !== undefined ? { fact: source.at } : startOf(from, clocks),
    in: source.in ?? 'PT0S',
    ...(source.until !== undefined && { until: source.until }),
    ...(source.every !== undefined && { every: source.every }),
    ...(source.max !== undefined && { max: source.max }),
    ...(source.to !== undefined && { to: resolveTarget(report, at(place, 'to'), source.to) }),
    ...(stay && { stay }),
  };
}

function startOf(from: string, clocks: readonly string[]): TimerDefinition['from'] {
  if (from === 'entry') return { entry: true };
  return clocks.includes(from) ? { clock: from } : { fact: from };
}
