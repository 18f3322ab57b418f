import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { TimerPump, UnitOfWork } from '../platform/index.js';
import { eraseDocumentsOf, erasureTimer } from './erase-documents.js';
import { discardDocument, discardTimer } from './receive-document.js';

/** Erases, and throws away what was broken off, when it is due: late when nobody was running, never forgotten. */
@Injectable()
class ClearWhenDue implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pump: TimerPump,
  ) {}

  onModuleInit(): void {
    this.pump.onTimer(discardTimer, (who, { subject }) => discardDocument({ work: this.work }, who, subject));
    this.pump.onTimer(erasureTimer, async (who, { subject, name }) => {
      await this.work.run(who, (tx) => eraseDocumentsOf(tx, subject, name.slice(erasureTimer.length + 1)));
    });
  }
}

/** Needs PlatformModule beside it, which is global. */
@Module({ providers: [ClearWhenDue] })
export class DocumentsModule {}
