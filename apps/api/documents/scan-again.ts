import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { audit } from '../../../libs/access/index.js';
import { AdvanceCase, type Happening, lockCase } from '../../../libs/cases/index.js';
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
import { appOptions, type AppOptions } from '../shell/options.js';

/** Asks the scanner again about a file that waits. Once it is clean it answers its question, for whoever sent it in. */
@Injectable()
export class ScanAgain implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pump: TimerPump,
    private readonly commands: CommandBus,
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

  /** The step is theirs who sent it in. A case that has ended meanwhile keeps the file, and its answers as they were. */
  private async accept({ tenant }: Who, { id, caseId, question, uploadedBy, uploadedAs }: Document): Promise<void> {
    const who: Who = { tenant, person: uploadedBy, role: uploadedAs, agency: null, case: caseId };
    const happening: Happening = { kind: 'answers', answers: { [question]: { value: 'on-file' } } };
    await this.commands.execute<AdvanceCase<void>, void>(
      new AdvanceCase<void>(who, caseId, happening, null, async (tx, step) => {
        await lockCase(tx, caseId);
        // Somebody may have taken it away while it was scanned.
        if ((await findDocument(tx, id))?.status !== 'quarantined') return;
        await step();
        clearDocument(tx, id);
        if (this.options.drawPicture) await wantPicture(tx, id);
      }),
    );
  }

  private async refuse(who: Who, { id, name, caseId }: Document): Promise<void> {
    await this.work.run(who, async (tx) => {
      await refuseDocument(tx, { id, name: name ?? '' });
      await audit(tx, 'refuse-document', { case: caseId, document: id });
    });
  }
}
