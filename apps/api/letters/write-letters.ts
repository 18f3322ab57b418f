import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { listDocuments } from '../../../libs/documents/index.js';
import { grantsOfCase } from '../../../libs/grants/index.js';
import { findTenant } from '../../../libs/access/index.js';
import { type EffectContext, EffectHandlers, type EffectOf, insertAlert } from '../../../libs/cases/index.js';
import { fillLetter, writeLetter } from '../../../libs/letters/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { refusedPapers } from '../documents/refused-papers.js';
import { languageOfLetter, valuesOf } from './values-of.js';

/** What supervisors are told when a letter reaches nobody. */
export const letterFailed = 'letter-failed';
/** And when one that was to go by mail waits to be printed. */
export const letterOnPaper = 'letter-on-paper';

/** Writes the letters that a step sends, in its own transaction and in the words of the case's program version. */
@Injectable()
export class WriteLetters implements OnModuleInit {
  constructor(
    private readonly effects: EffectHandlers,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  onModuleInit(): void {
    this.effects.registerEffect('send-letter', async (tx, context, effect) => {
      await this.write(tx, context, effect);
      return [];
    });
  }

  /** Live without a mail server every letter is printed; the demo shows its mails itself. */
  private mails(): boolean {
    return this.options.mode === 'demo' || Boolean(this.options.mailServer);
  }

  /** A letter of this case's program, as a step would send it. */
  async write(
    tx: Tx,
    { record, answers, run }: Pick<EffectContext, 'record' | 'answers' | 'run'>,
    effect: EffectOf<'send-letter'>,
  ): Promise<void> {
    const letter = run.program.letters?.[effect.letter];
    const tenant = await findTenant(tx);
    if (!letter || !tenant) throw new Error(`program ${run.program.id} has no letter "${effect.letter}"`);
    const language = languageOfLetter(letter, record.language);
    const grants = record.state.grants ? await grantsOfCase(tx, record.id) : [];
    const refused = refusedPapers(await listDocuments(tx, record.id), answers);
    const values = valuesOf(letter, language, { run, record, answers, tenant, grants, now: tx.now });
    const filled = fillLetter(letter, language, { ...values, refused }, tx.now.toISOString());
    if (!filled) throw new Error(`the letter "${letter.id}" has no text in ${language}`);
    const answered = (question: string | undefined): string | null => {
      const answer = question === undefined ? undefined : answers[question];
      return answer && 'value' in answer ? String(answer.value) : null;
    };
    const { status } = await writeLetter(tx, this.options.keyring, {
      ...{ caseId: record.id, revision: record.revision, program: record.program, version: record.version },
      ...{ letter: letter.id, language, document: filled.document },
      facts: [...new Set([...letter.facts, effect.email ?? [], effect.print ?? []].flat())],
      to: { email: this.mails() ? answered(effect.email) : null, print: answered(effect.print) },
    });
    if (status !== 'failed') return;
    await insertAlert(tx, record.id, { queue: 'supervisors', about: letterFailed, state: effect.state });
  }
}
