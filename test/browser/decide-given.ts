import {
  compileDecision,
  explain,
  fastReader,
  type Answers,
  type DecisionTable,
  type Domain,
  type Labels,
  type Make,
  type Text,
  type Verdict,
} from '../../libs/eligibility/index.js';

/** A decision as it is stored with a program's version, and whom it decides for. */
export interface Given {
  readonly table: DecisionTable;
  readonly domains: Readonly<Record<string, Domain>>;
  readonly people: readonly Answers[];
}
export interface Decided {
  readonly verdict: Verdict;
  readonly said: Text;
  /** The outcome sets of the readers that need no verdict: full, three-valued, exact. */
  readonly sets: readonly number[] | null;
}

const bare = (id: string): Text => ({ en: id, fr: id });
const labels: Labels = { outcome: bare, question: bare, value: (_, value) => bare(String(value)) };

/** Everything that a page needs of a decision, where it runs. With `make`, by generated code. */
export function decideGiven({ table, domains, people }: Given, make?: Make): readonly Decided[] {
  const compiled = compileDecision(table, domains);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const { decision } = compiled;
  const reader = fastReader(decision, make);
  return people.map((answers): Decided => {
    const verdict = decision.decide(answers);
    const plain = Object.fromEntries(
      Object.entries(answers).flatMap(([id, answer]) => ('value' in answer ? [[id, answer.value]] : [])),
    );
    const sets = reader && [reader.full(plain), reader.threeValued(plain), reader.exact(plain)];
    return { verdict, said: explain(decision, verdict, labels, answers), sets };
  });
}
