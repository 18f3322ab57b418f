import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Timer, TimerPump, type Tx, UnitOfWork } from '../platform/index.js';
import { lockContact } from './contact.js';
import { armDeadline, deadlineFor, ownerAfter, timerKind } from './deadline.js';
import { insertOverdueAlert } from './overdue-alert.js';

/** Lets a contact whose deadline passes go to other hands, and alerts them: nobody waits for somebody who went home. */
@Injectable()
export class PassOnOverdue implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pump: TimerPump,
  ) {}

  onModuleInit(): void {
    this.pump.onTimer(timerKind, (who, timer) => this.work.run(who, (tx) => passOnOverdue(tx, timer)));
  }
}

/** Stale (closed meanwhile, or another generation): nothing changes. */
export async function passOnOverdue(tx: Tx, timer: Pick<Timer, 'subject' | 'generation'>): Promise<void> {
  const contact = await lockContact(tx, timer.subject);
  if (!contact || contact.status === 'closed' || contact.dueGeneration !== timer.generation) return;
  const overdue = contact.overdue + 1;
  const queue = ownerAfter(overdue);
  const due = deadlineFor(tx.now, 'overdue');
  tx.write(
    'contacts.pass-on-overdue',
    `UPDATE contacts SET owner_kind = 'queue', owner_id = $3, overdue = $4, due_at = $5, due_since = $6,
       due_generation = due_generation + 1, revision = revision + 1
     WHERE tenant_id = $1 AND id = $2`,
    [tx.who.tenant, contact.id, queue, overdue, due, tx.now],
  );
  await insertOverdueAlert(tx, contact, queue);
  await armDeadline(tx, contact.id, contact.dueGeneration + 1, due);
}
