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

/** Where somebody is led who is in danger since these answers, and was not before. */
export function whereDangerLeads(machine: Machine, before: Record<string, OracleAnswer>): string | null {
  const { document, passed, state } = machine;
  if (isAboutRescue(machine, state)) return null;
  const table = document.aboutSafety.find(
    (id) => machine.verdict(id).outcome === 'imminent' && machine.verdict(id, before).outcome !== 'imminent',
  );
  if (table === undefined || document.states[state]?.decide === table) return null;
  const asks = (id: string) => document.states[id]?.kind === 'ask' && document.states[id].decide === table;
  const last = passed.filter((one) => asks(one.state)).pop();
  if (last) return last.state;
  return Object.keys(document.states).find((id) => asks(id) && document.states[id]?.leaves?.['imminent']) ?? null;
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
