import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { audit } from '../../../libs/access/index.js';
import { AdvanceCase, asHouse, type Happening, lockCase } from '../../../libs/cases/index.js';
import {
  clearDocument,
  type Document,
  findDocument,
  refuseDocument,
  scanDocument,
  scanLater,
  scanTimer,
  wantPicture,
} from '../../../libs/documents/index.js';
import { type Timer, TimerPump, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { WriteLetters } from '../letters/write-letters.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { askAgain } from './ask-again.js';

/** Asks the scanner again about a file that waits. Once it is clean it answers its question, for whoever sent it in. */
@Injectable()
export class ScanAgain implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pump: TimerPump,
    private readonly commands: CommandBus,
    private readonly letters: WriteLetters,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  onModuleInit(): void {
    this.pump.onTimer(scanTimer, (who, timer) => this.scan(who, timer));
  }

  private async scan(who: Who, { subject, generation }: Timer): Promise<void> {
    const document = await this.work.run(who, (tx) => findDocument(tx, subject));
    if (document?.status !== 'quarantined') return;
    const { keyring, scan = null } = this.options;
    const verdict = await scanDocument({ work: this.work, keyring }, who, scan, subject);
    if (verdict === 'clean') await this.accept(who, document);
    else if (verdict === 'infected') await this.refuse(who, document);
    else await this.work.run(who, (tx) => scanLater(tx, subject, generation + 1));
  }

  /**
   * The step is theirs who sent it in. Where the case is out of their hands by now it is ours: what they were asked, they have
   * brought. A case that has ended keeps the file, and its answers as they were.
   */
  private async accept({ tenant }: Who, document: Document): Promise<void> {
    const { caseId, uploadedBy, uploadedAs } = document;
    const theirs: Who = { tenant, person: uploadedBy, role: uploadedAs, agency: null, case: caseId };
    if (await this.clear(theirs, document, false)) return;
    await this.clear({ tenant, person: null, role: 'clock', agency: null }, document, true);
  }

  /** False: it is not for them to answer, and the file waits on. `always`: it is clean whether it answers or not. */
  private clear(who: Who, { id, caseId, question }: Document, always: boolean): Promise<boolean> {
    const happening: Happening = { kind: 'answers', answers: { [question]: { value: 'on-file' } } };
    return this.commands.execute<AdvanceCase<boolean>, boolean>(
      new AdvanceCase<boolean>(who, caseId, happening, null, async (tx, step) => {
        await lockCase(tx, caseId);
        // Somebody may have taken it away while it was scanned.
        if ((await findDocument(tx, id))?.status !== 'quarantined') return true;
        if (!(await step()).ok && !always) return false;
        clearDocument(tx, id);
        if (this.options.drawPicture) await asHouse(tx, () => wantPicture(tx, id));
        return true;
      }),
    );
  }

  private async refuse(who: Who, document: Document): Promise<void> {
    const { id, name, caseId } = document;
    await this.work.run(who, async (tx) => {
      await lockCase(tx, caseId);
      if ((await findDocument(tx, id))?.status !== 'quarantined') return;
      await refuseDocument(tx, { id, name: name ?? '' });
      await audit(tx, 'refuse-document', { case: caseId, document: id });
      await askAgain(tx, this.letters, document);
    });
  }
}
