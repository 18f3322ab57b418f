import type { Decision, DecisionParts } from './decision.js';
import { inDomain } from './domain.js';
import type { Answers, Domain, Value } from './types.js';

/** What is known of the questions that a table reads. What is in neither was not asked. */
export interface Situation {
  readonly values: ReadonlyMap<string, Value>;
  readonly declined: ReadonlySet<string>;
}

/** Answers outside their domain count as not asked; answers to other questions are left aside. */
export function situationOf(reads: Decision['reads'], domains: DecisionParts['domains'], answers: Answers): Situation {
  const values = new Map<string, Value>();
  const declined = new Set<string>();
  for (const question of reads) {
    // Own properties only: a question may be called `constructor`.
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    if (!answer) continue;
    const domain = domains.get(question);
    if ('declined' in answer) declined.add(question);
    else if (domain && inDomain(domain, answer.value)) values.set(question, asTested(domain, answer.value));
  }
  return { values, declined };
}

/** Of a date with a time, its date: what cells compare with. */
function asTested({ kind }: Domain, value: Value): Value {
  return kind === 'date' && typeof value === 'string' ? value.slice(0, 10) : value;
}

export function withValue(situation: Situation, question: string, value: Value): Situation {
  const declined = new Set(situation.declined);
  declined.delete(question);
  return { values: new Map(situation.values).set(question, value), declined };
}
