import { expect } from '@jest/globals';
import type { AnswerWord } from './examples.js';
import type { OraclePlayer } from './oracle-player.js';
import type { Player, Seen } from './run-example.js';

/** Plays on the server and lets the oracle play along: after every step both must see the same case. */
export class ShadowedPlayer implements Player {
  constructor(
    private readonly server: Player,
    private readonly oracle: OraclePlayer,
    private readonly decisions: readonly string[],
  ) {}

  now(): number {
    return this.server.now();
  }

  async answer(answers: Readonly<Record<string, AnswerWord>>, as: string): Promise<Seen> {
    return this.agree(await this.server.answer(answers, as), await this.oracle.answer(answers, as));
  }

  async event(name: string, fields: Readonly<Record<string, unknown>>, as: string): Promise<Seen> {
    return this.agree(await this.server.event(name, fields, as), await this.oracle.event(name, fields, as));
  }

  async moveClock(by: number): Promise<Seen> {
    return this.agree(await this.server.moveClock(by), await this.oracle.moveClock(by));
  }

  private agree(seen: Seen, predicted: Seen): Seen {
    expect(this.plain(seen)).toEqual(this.plain(predicted));
    return seen;
  }

  private plain({ refused, state, owner, due, offer, disposition, need, opens, verdict, row }: Seen) {
    const verdicts = Object.fromEntries(this.decisions.map((id) => [id, verdict(id)]));
    const rows = Object.fromEntries(this.decisions.map((id) => [id, row(id)]));
    const handover = offer && { service: offer.service, handover: offer.handover };
    return { refused, state, owner, due, offer: handover, disposition, need, opens, verdicts, rows };
  }
}
