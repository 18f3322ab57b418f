import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { audit } from '../../../libs/access/index.js';
import { AdvanceCase, EffectRefused, type Happening, lockCase, runnable } from '../../../libs/cases/index.js';
import { counts, type Document, findDocument } from '../../../libs/documents/index.js';
import { type LetterDocument, lettersTold, openLetter } from '../../../libs/letters/index.js';
import { type Tx, UnitOfWork } from '../../../libs/platform/index.js';
import { questionsOfClient } from '../../../libs/workflow/index.js';
import { removeDocument } from '../documents/remove-document.js';
import { ProblemError } from '../shell/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { clientOf, type Door } from './door.js';

/** They sent it themselves, and it is there. */
export const isTheirFile = ({ status, uploadedAs }: Pick<Document, 'status' | 'uploadedAs'>): boolean =>
  uploadedAs === 'client' && (status === 'quarantined' || counts({ status }));

/** Letters that were written to whoever applies, and files that they sent. */
@Injectable()
export class KeptThings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly commands: CommandBus,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  /** @param number of all that was written in their case, from 1. Null: there is no such letter, or it was erased. */
  letter({ tenant }: Door, caseId: string, number: number, as: 'html' | 'pdf'): Promise<LetterDocument | null> {
    return this.work.run(clientOf(tenant.id, caseId), async (tx) => {
      const letter = (await lettersTold(tx, caseId)).find((one) => one.number === number);
      const opened = letter && (await openLetter(tx, this.options.keyring, letter.id));
      if (!letter || !opened) return null;
      await audit(tx, 'read-letter', { letter: letter.id, case: caseId, as });
      return opened.document;
    });
  }

  /** Takes away for good a file that they sent. False: it is not theirs to take away, or not any more. */
  async removeFile({ tenant }: Door, caseId: string, id: string): Promise<boolean> {
    const who = clientOf(tenant.id, caseId);
    const asked = await this.work.run(who, (tx) => findDocument(tx, id));
    if (!asked || asked.caseId !== caseId) return false;
    const happening: Happening = { kind: 'answers', answers: { [asked.question]: { value: 'coming' } } };
    const command = new AdvanceCase<boolean>(who, caseId, happening, null, async (tx, step) => {
      if (!(await isTheirsNow(tx, asked))) return false;
      await removeDocument(tx, asked, step);
      return true;
    });
    try {
      return await this.commands.execute<AdvanceCase<boolean>, boolean>(command);
    } catch (error) {
      if (error instanceof ProblemError || error instanceof EffectRefused) return false;
      throw error;
    }
  }
}

/** Under the lock of its case: somebody of ours may have taken it up meanwhile. */
async function isTheirsNow(tx: Tx, { id, caseId, question }: Document): Promise<boolean> {
  const loaded = await lockCase(tx, caseId);
  const document = await findDocument(tx, id);
  if (!loaded || !document || !isTheirFile(document)) return false;
  const { program, version, state } = loaded.record;
  const run = await runnable(tx, program, version, loaded.zone);
  // As long as they may say otherwise what the file answers: not while it lies with those who decide.
  return questionsOfClient(run, state).has(question);
}
