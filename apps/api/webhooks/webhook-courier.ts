import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  AddressRules,
  type Courier,
  deliverWebhook,
  oldMessages,
  postWebhook,
  type Stopped,
} from '../../../libs/agencies/index.js';
import { insertAlert } from '../../../libs/cases/index.js';
import { OutboxPump, Sweep, type Tx, UnitOfWork } from '../../../libs/platform/index.js';
import { appOptions, type AppOptions } from '../shell/options.js';

const timeout = 15_000;

/** Delivers webhooks from the outbox. When one is told no more, the supervisors hear of it: somebody has to call. */
@Injectable()
export class WebhookCourier implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxPump,
    private readonly sweep: Sweep,
    private readonly work: UnitOfWork,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  onModuleInit(): void {
    const { keyring, webhooks } = this.options;
    const post = { rules: new AddressRules(webhooks.allowPrivate), timeout: webhooks.timeout ?? timeout };
    const courier: Courier = {
      work: this.work,
      keyring,
      post: (url, headers, body) => postWebhook(url, headers, body, post),
      onStopped: tellSupervisors,
    };
    this.outbox.onDelivery('webhook', (who, delivery) => deliverWebhook(courier, who, delivery));
    this.sweep.onSweep(oldMessages);
  }
}

async function tellSupervisors(tx: Tx, { why, agency, caseId }: Stopped): Promise<void> {
  await insertAlert(tx, caseId, { queue: 'supervisors', about: `webhook-${why}`, state: agency });
}
