import type { Machine } from './machine.js';

/** Whether this case lies with nobody else than those who talk with the client. */
export function isWithClient(machine: Machine): boolean {
  const { kind, owner = machine.document.defaults.owner } = machine.at();
  return kind !== 'end' && !['reviewers', 'reviewer', 'holder'].includes(owner);
}

/** Every question that the client may answer by themselves where the case stands. */
export function askedOfClient(machine: Machine): ReadonlySet<string> {
  const asked = new Set<string>();
  if (!isWithClient(machine)) return asked;
  const add = (id: string) => {
    const { from } = machine.document.questions[id] ?? {};
    asked.add(id);
    if (from !== undefined) add(from);
  };
  const places = machine.at().kind === 'wait' && !machine.at().correct ? [] : machine.passed.map(({ state }) => state);
  for (const place of [machine.state, ...places]) {
    const { kind, decide, questions = [], disclosure } = machine.at(place);
    questions.forEach(add);
    if (kind === 'ask' && typeof decide === 'string') machine.document.tables[decide]!.inputs.forEach(add);
    if (kind === 'ask' && typeof decide === 'object') add(decide.answer);
    if (kind === 'consent') (machine.document.told[String(disclosure)] ?? []).forEach(add);
  }
  return asked;
}
