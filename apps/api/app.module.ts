import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { CasesModule } from '../../libs/cases/index.js';
import { ClientsModule } from '../../libs/clients/index.js';
import { ContactsModule } from '../../libs/contacts/index.js';
import { GrantsModule } from '../../libs/grants/index.js';
import { DocumentsModule } from '../../libs/documents/index.js';
import { OutcomesModule } from '../../libs/outcomes/index.js';
import { ReferralsModule } from '../../libs/referrals/index.js';
import { AgenciesController } from './agencies/agencies.controller.js';
import { TeamsController } from './agencies/teams.controller.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { ApplyModule } from './apply/apply.module.js';
import { AreasController } from './areas/areas.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { PreviewController } from './cases/preview.controller.js';
import { WhyNotController } from './cases/why-not.controller.js';
import { ContactListController } from './contacts/contact-list.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { DemoController } from './demo/demo.controller.js';
import { DispatchesController } from './dispatches/dispatches.controller.js';
import { GrantsController } from './grants/grants.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { DrawPictures } from './documents/draw-pictures.js';
import { ScanAgain } from './documents/scan-again.js';
import { TakeDocument } from './documents/take-document.js';
import { DuplicatesController } from './duplicates/duplicates.controller.js';
import { WatchDuplicates } from './duplicates/watch-duplicates.js';
import { FloorController } from './floor/floor.controller.js';
import { CaseLettersController } from './letters/case-letters.controller.js';
import { LettersController } from './letters/letters.controller.js';
import { SendLetters } from './letters/send-letters.js';
import { WriteLetters } from './letters/write-letters.js';
import { ApplicationCodeController } from './application-code/application-code.controller.js';
import { NotesController } from './notes/notes.controller.js';
import { LinesController } from './lines/lines.controller.js';
import { LinksModule } from './links/links.module.js';
import { LiveController } from './live/live.controller.js';
import { LiveFeed } from './live/live-feed.js';
import { MeController } from './me/me.controller.js';
import { KnownSessions } from '../../libs/access/index.js';
import { AuthGuard } from './shell/auth.guard.js';
import { Budgets } from './shell/budgets.js';
import { PlatformModule } from '../../libs/platform/index.js';
import { KeysController } from './keys/keys.controller.js';
import { DeliveriesController } from './webhooks/deliveries.controller.js';
import { WebhookCourier } from './webhooks/webhook-courier.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { KeepAnswers } from './programs/keep-answers.js';
import { QuestionsSavedController } from './programs/questions-saved.controller.js';
import { BacktestsController } from './programs/backtests.controller.js';
import { DraftFilesController } from './programs/draft-files.controller.js';
import { DraftStepsController } from './programs/draft-steps.controller.js';
import { DraftsController } from './programs/drafts.controller.js';
import { EditDraft } from './programs/edit-draft.js';
import { ProgramsController } from './programs/programs.controller.js';
import { RunBacktest } from './programs/run-backtest.js';
import { MessagesController } from './referrals/messages.controller.js';
import { ReferralsController } from './referrals/referrals.controller.js';
import { OverridesController } from './overrides/overrides.controller.js';
import { BackChannelController } from './sign-in/back-channel.controller.js';
import { Issuer } from './sign-in/issuer.js';
import { SessionsController } from './sign-in/sessions.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { SignInSteps } from './sign-in/sign-in-steps.js';
import { ApiDocument, DocumentController } from './shell/document.controller.js';
import { HealthController } from './shell/health.controller.js';
import { appOptions, type AppOptions } from './shell/options.js';
import { RateLimitGuard } from './shell/rate-limit.guard.js';

/** The one server. Libs come in through their modules, areas through their controllers. */
@Module({})
export class AppModule {
  static with(options: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(options.platform),
        CqrsModule.forRoot(),
        DiscoveryModule,
        ContactsModule,
        ClientsModule,
        DocumentsModule,
        CasesModule,
        ReferralsModule,
        GrantsModule,
        OutcomesModule,
        LinksModule.with(options),
        ApplyModule.with(options),
      ],
      controllers: [
        HealthController,
        DocumentController,
        MeController,
        SignInController,
        BackChannelController,
        SessionsController,
        OverridesController,
        LinesController,
        ContactListController,
        ContactsController,
        FloorController,
        DispatchesController,
        ReviewsController,
        AreasController,
        CasesController,
        DocumentsController,
        DuplicatesController,
        NotesController,
        ApplicationCodeController,
        PreviewController,
        CaseLettersController,
        LettersController,
        WhyNotController,
        AlertsController,
        GrantsController,
        LiveController,
        ReferralsController,
        MessagesController,
        AgenciesController,
        TeamsController,
        WebhooksController,
        KeysController,
        DeliveriesController,
        ProgramsController,
        QuestionsSavedController,
        DraftsController,
        DraftFilesController,
        DraftStepsController,
        BacktestsController,
        ...(options.mode === 'demo' ? [DemoController] : []),
      ],
      providers: [
        { provide: appOptions, useValue: options },
        ApiDocument,
        LiveFeed,
        KnownSessions,
        WebhookCourier,
        WriteLetters,
        SendLetters,
        Issuer,
        SignInSteps,
        KeepAnswers,
        WatchDuplicates,
        TakeDocument,
        ScanAgain,
        DrawPictures,
        EditDraft,
        RunBacktest,
        Budgets,
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
    };
  }
}
