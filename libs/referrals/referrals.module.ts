import { Module, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '@nestjs/cqrs';
import { CasesModule, EffectHandlers } from '../cases/index.js';
import { OutboxPump, UnitOfWork } from '../platform/index.js';
import { ActOnReferralHandler } from './act-on-referral.js';
import { closeOffer, giveServices, recordHandoverStep, releaseHolder } from './close-offer.js';
import { completeWithCase } from './complete-with-case.js';
import { freeTeams } from './free-teams.js';
import { alertOfGone, passOnWhatWaits, someAreGone } from './leave-who-is-gone.js';
import { foreseeOffer, offerNextTarget, openOffer } from './offer-client.js';
import { placeCall } from './place-call.js';
import { ManualDial, Telephony } from './telephony.js';
import { tellHolder } from './tell-holder.js';

@Module({
  imports: [CasesModule],
  providers: [ActOnReferralHandler, { provide: Telephony, useClass: ManualDial }],
  exports: [Telephony],
})
export class ReferralsModule implements OnModuleInit {
  constructor(
    private readonly effects: EffectHandlers,
    private readonly outbox: OutboxPump,
    private readonly work: UnitOfWork,
    private readonly telephony: Telephony,
    private readonly events: EventBus,
  ) {}

  onModuleInit(): void {
    this.effects.registerEffect('open-offer', openOffer, foreseeOffer);
    this.effects.registerEffect('next-target', offerNextTarget);
    this.effects.registerEffect('close-offer', closeOffer);
    this.effects.registerEffect('release-holder', releaseHolder);
    this.effects.registerEffect('tell-holder', tellHolder);
    this.effects.registerEffect('record-handover-step', recordHandoverStep);
    this.effects.registerEffect('give-services', giveServices);
    this.effects.followSteps(freeTeams);
    this.effects.followSteps(completeWithCase);
    this.effects.followSteps(alertOfGone);
    this.outbox.onDelivery('place-call', (who, message) =>
      placeCall(this.work, this.telephony, who, message.payload as { referral: string; service: string }),
    );
    this.outbox.onDelivery(someAreGone, (who) =>
      passOnWhatWaits(this.work, this.effects, who, (advanced) => this.events.publish(advanced)),
    );
  }
}
