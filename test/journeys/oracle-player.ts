import type { Document } from '../oracle/document.js';
import { fromWallClock } from '../oracle/moment.js';
import { Oracle, type Prediction } from '../oracle/oracle.js';
import { personOf } from '../oracle/histories.js';
import { type AnswerWord, type Example, type Step, answerOf } from './examples.js';
import type { Player, Seen } from './run-example.js';

/** The oracle takes the call; people are known by their role. Verdicts as the screens show them, or as the engine has them. */
export class OraclePlayer implements Player {
  readonly oracle: Oracle;
  private instant: number;

  constructor(
    private readonly document: Document,
    zone: string,
    start: number,
    private readonly people: Readonly<Record<string, string>> = { navigator: 'navigator', supervisor: 'supervisor' },
    private readonly verdicts: 'shown' | 'verdict' = 'verdict',
    channel = 'phone',
  ) {
    this.instant = start;
    const navigator = channel === 'web' ? null : (people['navigator'] ?? '');
    this.oracle = new Oracle(document, zone, navigator, start, channel);
  }

  now(): number {
    return this.instant;
  }

  async answer(words: Readonly<Record<string, AnswerWord>>, as: string): Promise<Seen> {
    const answers = Object.fromEntries(Object.entries(words).map(([id, word]) => [id, answerOf(word)]));
    return this.see(this.oracle.take({ answers }, this.person(as), this.instant));
  }

  async event(name: string, fields: Readonly<Record<string, unknown>>, as: string): Promise<Seen> {
    return this.see(this.oracle.take({ event: name, fields }, this.person(as), this.instant));
  }

  async moveClock(by: number): Promise<Seen> {
    this.instant += by;
    return this.see(this.oracle.moveClock(this.instant));
  }

  fill(pool: Readonly<Record<string, number>>): void {
    this.oracle.machine.grants.left = { ...pool };
  }

  async free(grant: string): Promise<Seen> {
    return this.see(this.oracle.free(grant, this.instant));
  }

  private person(role: string) {
    return {
      ...personOf(role as NonNullable<Step['as']>),
      ...(this.people[role] !== undefined && { id: this.people[role] }),
    };
  }

  private see({ refused, state, owner, due, offer, disposition, need }: Prediction): Seen {
    const { opens } = this.document.states[state] ?? {};
    const role = Object.keys(this.people).find((name) => this.people[name] === owner?.id);
    return {
      refused,
      state,
      owner: owner?.kind === 'person' ? (role ?? owner.id) : (owner?.id ?? null),
      due,
      offer,
      disposition,
      need: disposition === null ? null : need,
      opens: opens?.program ?? this.oracle.machine.next,
      answer: (question) => {
        const answer = this.oracle.machine.answers[question];
        if (!answer) return null;
        return 'declined' in answer ? 'prefer-not' : (answer.value as AnswerWord);
      },
      verdict: (decision) => {
        const { status, outcome } = this.oracle.machine[this.verdicts](decision);
        return outcome ?? status;
      },
      row: (decision) => this.oracle.machine[this.verdicts](decision).row,
    };
  }
}

/** Whoever takes this example by the oracle alone. */
export function playerOf({ channel, starts }: Example, document: Document, zone: string, start: number): OraclePlayer {
  const begins = starts === undefined ? start : fromWallClock(`${starts}T10:00`, zone);
  return new OraclePlayer(document, zone, begins, undefined, undefined, channel);
}
