import { branchesOf, type Machine } from './machine.js';
import type { OracleAnswer } from './table.js';

interface Passed {
  readonly state: string;
  readonly exit: string;
}

/** 911 is being called here, or has been and what comes after is decided here: read from the YAML. */
export function isAboutRescue({ document }: Machine, state: string): boolean {
  const calls = (id: string) => {
    const { kind, disclosure } = document.states[id] ?? {};
    return kind === 'offer' && typeof disclosure === 'object' && disclosure.override !== undefined;
  };
  if (calls(state)) return true;
  const from = Object.entries(document.states).filter(([id]) => calls(id));
  const after = from.flatMap(([, { leaves }]) => Object.values(leaves ?? {}).flatMap((goal) => branchesOf(goal)));
  return document.states[state]?.kind === 'wait' && after.some((one) => (one.to ?? one['resume-or']) === state);
}

/** The table about danger by which an ask is left. */
export function dangerAskedBy({ document }: Machine, state: string): string | null {
  const { decide } = document.states[state] ?? {};
  return typeof decide === 'string' && document.aboutSafety.includes(decide) ? decide : null;
}

/** Where somebody is led who is in danger by what has just been said. */
export function whereDangerLeads(machine: Machine, before: Record<string, OracleAnswer>): string | null {
  const { document, passed, state } = machine;
  if (isAboutRescue(machine, state)) return null;
  const table = document.aboutSafety.find((id) => isNew(machine, id, before));
  if (table === undefined || document.states[state]?.decide === table) return null;
  const asks = (id: string) => document.states[id]?.kind === 'ask' && document.states[id].decide === table;
  const all = Object.keys(document.states).filter((id) => asks(id) && document.states[id]?.leaves?.['imminent']);
  if (machine.holder === null || !machine.isTheirs()) {
    return passed.filter((one) => asks(one.state)).pop()?.state ?? all[0] ?? null;
  }
  return askedBetween(machine, table);
}

/** Beside somebody who has the client it is asked in between, and leads back there. */
export function askedBetween({ document }: Machine, table: string): string | null {
  const all = Object.keys(document.states).filter((id) => {
    const { kind, decide, leaves } = document.states[id]!;
    return kind === 'ask' && decide === table && leaves?.['imminent'];
  });
  const back = all.filter((id) => {
    const { imminent: _, ...others } = document.states[id]?.leaves ?? {};
    return Object.values(others).every((goal) => branchesOf(goal).some((one) => one['resume-or'] !== undefined));
  });
  return back[0] ?? all[0] ?? null;
}

/** Danger now that was none before; whatever was danger by itself before, and is still, counts on neither side. */
function isNew(machine: Machine, table: string, before: Record<string, OracleAnswer>): boolean {
  const now = machine.answers;
  const isDanger = (answers: Record<string, OracleAnswer>) => machine.verdict(table, answers).outcome === 'imminent';
  if (!isDanger(now)) return false;
  if (!isDanger(before)) return true;
  const stands = Object.keys(now).filter((id) => JSON.stringify(now[id]) === JSON.stringify(before[id]));
  const without = (answers: Record<string, OracleAnswer>, ids: readonly string[]) =>
    Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.includes(id)));
  const alone = stands.filter((id) => isDanger({ [id]: now[id]! }));
  return [alone, stands].some((ids) => isDanger(without(now, ids)) && !isDanger(without(before, ids)));
}

/** What was asked about danger after this, each table once, its last; but for the table that is gone back to. */
export function keptOf(machine: Machine, at: number): readonly Passed[] {
  const { passed } = machine;
  const back = dangerAskedBy(machine, passed[at]?.state ?? '');
  const byTable = new Map<string, Passed>();
  for (const one of passed.slice(at + 1)) {
    const table = dangerAskedBy(machine, one.state);
    if (table !== null && table !== back) byTable.set(table, one);
  }
  return passed.slice(at + 1).filter((one) => [...byTable.values()].includes(one));
}
