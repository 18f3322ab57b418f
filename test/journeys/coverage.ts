import type { Document, RawGoal, RawState } from '../oracle/document.js';

/** Everything of a program that its examples must take, in the words of the oracle's marks. */
export function mustBeTaken(document: Document): string[] {
  const states = Object.entries(document.states).flatMap(([id, state]) => [`${id} entered`, ...ofState(id, state)]);
  const rows = Object.entries(document.tables).flatMap(([id, table]) =>
    table.rows.map((_, at) => `${id} row ${at + 1}`),
  );
  const interrupts = Object.entries(document.interrupts).flatMap(([id, { to, in: within, except = [] }]) => {
    const breaksInto = (within ?? Object.keys(document.states)).filter((state) => !except.includes(state));
    const kinds = new Set(breaksInto.map((state) => document.states[state]?.kind).filter((kind) => kind !== 'end'));
    return [
      ...(to ? branches(`interrupt ${id}`, to) : [`interrupt ${id}`]),
      ...[...kinds].map((kind) => `${id} from ${kind}`),
    ];
  });
  const timers = Object.keys(document.timers).map((id) => `timer ${id}`);
  return [...states, ...interrupts, ...timers, ...rows];
}

function ofState(id: string, state: RawState): string[] {
  if (state.kind === 'end') {
    return typeof state.disposition === 'object' ? Object.keys(state.disposition).map((how) => `${id} as ${how}`) : [];
  }
  const exits = Object.entries(state.leaves ?? {}).flatMap(([exit, to]) => branches(`${id} exit ${exit}`, to));
  const events = Object.entries(state.events ?? {}).flatMap(([name, { to, max }]) => {
    const mark = `${id} event ${name}`;
    if (to) return branches(mark, to);
    return max === undefined ? [mark] : [`${mark} again`, `${mark} then`];
  });
  const timers = Object.keys(state.timers ?? {}).map((name) => `${id} timer ${name}`);
  const turns = Object.entries(state.grants ?? {}).flatMap(([grant, goals]) =>
    Object.entries(goals).flatMap(([turn, to]) => branches(`${id} grant ${grant} ${turn}`, to)),
  );
  const reconsidered = state.kind === 'ask' && state.decide ? [`${id} reconsidered`] : [];
  return [
    ...exits,
    ...events,
    ...timers,
    ...reconsidered,
    ...turns,
    // A case passes through a grant at once.
    ...(state.kind === 'grant' ? [] : [`${id} deadline`]),
    ...(state.kind === 'offer' ? ofOffer(id, state) : []),
  ];
}

/** An offer of a number alone is not tried: there is nobody to wait for. */
function ofOffer(id: string, { handover }: RawState): string[] {
  const onlyNumber = handover === 'number' || (typeof handover === 'object' && handover.consented === 'number');
  return onlyNumber ? [] : [`${id} attempt`];
}

function branches(mark: string, goal: RawGoal): string[] {
  if (typeof goal === 'string') return [mark];
  const list = Array.isArray(goal) ? (goal as readonly RawGoal[]) : [goal];
  return list.flatMap((branch, at) => {
    const name = list.length > 1 ? `${mark} #${at + 1}` : mark;
    const resumes = typeof branch === 'object' && 'resume-or' in branch;
    const when = typeof branch === 'object' && 'when' in branch ? branch.when : undefined;
    const always = when && ('resumes' in when || 'accepted' in when);
    return resumes ? [`${name} resumed`, ...(always ? [] : [`${name} not resumed`])] : [name];
  });
}

export interface Coverage {
  readonly wanted: number;
  readonly taken: number;
  /** Not taken and not excused. */
  readonly missing: readonly string[];
  /** Excused, with the reason; one that was taken after all is a fault. */
  readonly gaps: readonly string[];
}

export function coverageOf(
  document: Document,
  marks: ReadonlySet<string>,
  excused: Readonly<Record<string, string>>,
): Coverage {
  const wanted = mustBeTaken(document);
  const open = wanted.filter((mark) => !marks.has(mark));
  return {
    wanted: wanted.length,
    taken: wanted.length - open.length,
    missing: open.filter((mark) => !excused[mark]),
    gaps: open.filter((mark) => excused[mark]).map((mark) => `${mark}: ${excused[mark] ?? ''}`),
  };
}

export function coverageLines(program: string, { wanted, taken, missing, gaps }: Coverage): string {
  const share = ((100 * taken) / wanted).toFixed(1);
  const lines = [
    `${program}: the examples take ${taken} of ${wanted} exits, events, interrupts, timers and rows (${share} %)`,
  ];
  return [...lines, ...gaps.map((gap) => `  excused  ${gap}`), ...missing.map((mark) => `  MISSING  ${mark}`)].join(
    '\n',
  );
}
