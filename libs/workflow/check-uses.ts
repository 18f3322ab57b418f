import { parameterIdsOf } from '../eligibility/index.js';
import { parameterPlace } from './check-parameters.js';
import { decisionPlace } from './compile-decisions.js';
import { isOfCase } from './compute.js';
import { decisionsRead } from './decisions-read.js';
import { parametersOfGrants } from './check-grants.js';
import { type Place, type Report, at, inProgram } from './problem.js';
import type { DecisionDefinition, Field, Program } from './program.js';

/**
 * Nothing is decided for nobody: each decision is read by an ask, a condition, a route or another decision, and each
 * parameter by a table. A fragment may bring what this program leaves alone.
 */
export function checkUses(program: Program, report: Report): void {
  checkDecisionsAreRead(program, report);
  checkParametersAreRead(program, report);
  for (const decision of Object.values(program.decisions)) checkDate(program, decision, report);
  checkOpening(program, report);
}

function checkDecisionsAreRead(program: Program, report: Report): void {
  const read = new Set(decisionsRead(program));
  for (const { id } of Object.values(program.decisions)) {
    const place = decisionPlace(program, id);
    if (read.has(id) || place.document !== inProgram().document) continue;
    const message = `Nobody reads the decision "${id}": no state decides it, and no condition, route or table names it.`;
    report('decision-without-use', place, message, `Write decide: ${id} in a state with kind: ask, or take it out.`);
  }
}

function checkParametersAreRead(program: Program, report: Report): void {
  const tables = Object.values(program.decisions).flatMap((each) => (each.kind === 'table' ? [each.table] : []));
  const read = new Set([...tables.flatMap(parameterIdsOf), ...parametersOfGrants(program)]);
  for (const id of Object.keys(program.parameters ?? {})) {
    const place = parameterPlace(program, id);
    if (read.has(id) || place.document !== inProgram().document) continue;
    const message = `No table reads the parameter "${id}".`;
    report('parameter-without-use', place, message, `Compare with it in a cell (<= ${id}), or take it out.`);
  }
}

/** Whoever reads nothing that changes with time needs no date. */
function checkDate(program: Program, decision: DecisionDefinition, report: Report): void {
  if (decision.kind === 'answer' || decision.date === undefined || parameterIdsOf(decision.table).length > 0) return;
  const message = `The decision "${decision.id}" decides for the date "${decision.date}", but its table reads no parameter.`;
  const place = at(decisionPlace(program, decision.id), 'date');
  report('date-for-nothing', place, message, 'Take date: out, or compare with a parameter in a cell.');
}

/** A day of the case itself stands from the first step on: nobody is asked for it, and nothing forgets it. */
function checkOpening(program: Program, report: Report): void {
  const check = (id: string, place: Place, what: string) => {
    if (!isOfCase(program.questions[id])) return;
    const message = `"${id}" is a day of the case itself: it is never ${what}.`;
    report('opening-is-not-asked', place, message, 'Take it out here.');
  };
  const fields = (given: Readonly<Record<string, Field>>, place: Place) => {
    for (const [name, { type }] of Object.entries(given))
      if (type === 'question') check(name, at(place, name), 'filled in');
  };
  for (const state of Object.values(program.states)) {
    const place = inProgram('states', state.id);
    state.questions.forEach((id, index) => check(id, at(place, 'questions', index), 'asked'));
    for (const event of state.kind === 'wait' ? Object.values(state.events) : []) {
      const there = at(place, 'events', event.id);
      event.reopen?.forEach((id, index) => check(id, at(there, 'reopen', index), 'asked again'));
      fields(event.fields, at(there, 'fields'));
    }
  }
  for (const interrupt of Object.values(program.interrupts)) {
    const place = inProgram('interrupts', interrupt.id);
    interrupt.reopen.forEach((id, index) => check(id, at(place, 'reopen', index), 'asked again'));
    fields(interrupt.fields, at(place, 'fields'));
  }
}
