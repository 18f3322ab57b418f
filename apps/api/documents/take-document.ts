import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { audit } from '../../../libs/access/index.js';
import { AdvanceCase, asHouse, EffectRefused, type Happening, loadTheirs } from '../../../libs/cases/index.js';
import {
  countDocuments,
  discardDocument,
  FileIsUnfit,
  findDocument,
  keepDocument,
  mostOfCase,
  receiveDocument,
  type ReceivedFile,
  refuseDocument,
  scanDocument,
  scanLater,
  type Store,
  type Unfit,
  type Verdict,
  wantPicture,
} from '../../../libs/documents/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  type Answer,
  type IdempotencyInput,
  ProblemError,
  fieldFault,
  notFound,
  refusal,
  runOnceWith,
} from '../shell/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { mustBeTaken } from './must-be-taken.js';
import { showDocuments } from './show-documents.js';

export interface DocumentToTake {
  readonly caseId: string;
  readonly question: string;
  readonly name: string;
}

/** A file that comes in: received, scanned, and then kept together with the step that it answers. */
@Injectable()
export class TakeDocument {
  readonly store: Store;

  constructor(
    private readonly work: UnitOfWork,
    private readonly commands: CommandBus,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {
    this.store = { work, keyring: options.keyring };
  }

  async take(who: Who, wish: DocumentToTake, once: IdempotencyInput | null, stream: Readable): Promise<Answer> {
    await this.work.run(who, (tx) => refuseUnwanted(tx, wish));
    const file = await this.receive(who, wish, stream);
    try {
      const verdict = await scanDocument(this.store, who, this.options.scan ?? null, file.id);
      if (verdict === 'infected') throw await this.refuse(who, wish.caseId, file);
      const answer = await this.keep(who, wish, file, verdict, hashed(once, wish, file));
      // The same file was kept before: this second copy is not needed.
      if (answer.replayed) await discardDocument(this.store, who, file.id);
      return answer;
    } catch (error) {
      await discardDocument(this.store, who, file.id);
      throw error instanceof EffectRefused ? refusal(error.refused) : error;
    }
  }

  private async receive(who: Who, wish: DocumentToTake, stream: Readable): Promise<ReceivedFile> {
    try {
      // What is refused is not read to its end: that must not cut the line, by which the answer goes.
      return await receiveDocument(this.store, who, wish, stream.iterator({ destroyOnReturn: false }));
    } catch (error) {
      throw error instanceof FileIsUnfit ? new ProblemError(statuses[error.reason], error.reason) : error;
    }
  }

  private async refuse(who: Who, caseId: string, file: ReceivedFile): Promise<ProblemError> {
    await this.work.run(who, async (tx) => {
      await refuseDocument(tx, file);
      await audit(tx, 'refuse-document', { case: caseId, document: file.id });
    });
    return new ProblemError(422, 'file-is-infected');
  }

  /** A file that waits for the scanner answers nothing yet: whoever reads the answer may count on the file. */
  private keep(
    who: Who,
    { caseId, question }: DocumentToTake,
    file: ReceivedFile,
    verdict: Verdict | null,
    once: IdempotencyInput | null,
  ): Promise<Answer> {
    const status = verdict === null ? 'unscanned' : verdict === 'clean' ? 'clean' : 'quarantined';
    const happening: Happening = { kind: 'answers', answers: { [question]: { value: 'on-file' } } };
    const command = new AdvanceCase<Answer>(who, caseId, happening, null, (tx, step) =>
      runOnceWith(tx, once, async (isFirst) => {
        if (status === 'quarantined') await isFirst;
        else mustBeTaken(await step(isFirst));
        await keepDocument(tx, file, status);
        if (status === 'quarantined') await scanLater(tx, file.id, 1);
        else if (this.options.drawPicture) await asHouse(tx, () => wantPicture(tx, file.id));
        await audit(tx, 'add-document', { case: caseId, document: file.id, status });
        const [body] = await showDocuments(tx, await found(tx, file.id));
        const headers = { location: `/api/v1/documents/${file.id}/content` };
        return { status: 201, headers, body, about: caseId };
      }),
    );
    return this.commands.execute<AdvanceCase<Answer>, Answer>(command);
  }
}

const statuses: Readonly<Record<Unfit, number>> = {
  'file-is-empty': 422,
  'file-is-too-large': 413,
  'file-type-is-not-taken': 415,
  'file-is-two-kinds': 415,
  'file-is-incomplete': 422,
};

async function found(tx: Tx, id: string) {
  const document = await findDocument(tx, id);
  if (!document) throw new Error(`document ${id} was kept and is not there`);
  return [document];
}

/** Before a byte of it is read: whether the case is there, asks for a file, and has room for one. */
async function refuseUnwanted(tx: Tx, { caseId, question }: DocumentToTake): Promise<void> {
  const theirs = await loadTheirs(tx, caseId);
  if (!theirs) throw notFound();
  const { record } = theirs.loaded;
  const asking = Object.values(theirs.run.program.questions).filter(({ type }) => type === 'document');
  if (!asking.some(({ id }) => id === question)) {
    const questions = asking.map(({ id }) => id).join(', ') || '–';
    throw new ProblemError(422, 'question-takes-no-file', { questions }, fieldFault('/question', 'isUnknown').extras);
  }
  if (record.state.ended) throw refusal({ ok: false, reason: 'case-is-closed' });
  if ((await countDocuments(tx, caseId)) >= mostOfCase) {
    throw new ProblemError(422, 'too-many-files', { most: mostOfCase });
  }
}

/** The same key speaks for the same file under the same name, for the same question. */
function hashed(once: IdempotencyInput | null, { question, name }: DocumentToTake, file: ReceivedFile) {
  if (once === null) return null;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([question, name]))
    .update(file.sha256)
    .digest('hex');
  return { ...once, bodyHash };
}
