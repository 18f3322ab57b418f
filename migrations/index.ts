import { CreatePlatform1760000000000 } from './1760000000000-create-platform.js';
import { CreateAccess1760000001000 } from './1760000001000-create-access.js';
import { CreatePrograms1760000002000 } from './1760000002000-create-programs.js';
import { CreateAgencies1760000003000 } from './1760000003000-create-agencies.js';
import { CreateContacts1760000004000 } from './1760000004000-create-contacts.js';
import { CreateClients1760000005000 } from './1760000005000-create-clients.js';
import { CreateCases1760000006000 } from './1760000006000-create-cases.js';
import { CreateReferrals1760000007000 } from './1760000007000-create-referrals.js';
import { CreateOutcomes1760000008000 } from './1760000008000-create-outcomes.js';
import { QuickenPlatform1760000009000 } from './1760000009000-quicken-platform.js';
import { QuickenAccess1760000009100 } from './1760000009100-quicken-access.js';
import { QuickenReferrals1760000009200 } from './1760000009200-quicken-referrals.js';
import { AlertContacts1760000010000 } from './1760000010000-alert-contacts.js';
import { NumberCases1760000011000 } from './1760000011000-number-cases.js';
import { ExtendContacts1760000012000 } from './1760000012000-extend-contacts.js';
import { WatchPlatform1760000013000 } from './1760000013000-watch-platform.js';
import { WatchCases1760000013100 } from './1760000013100-watch-cases.js';
import { WatchContacts1760000013200 } from './1760000013200-watch-contacts.js';
import { SortCases1760000014000 } from './1760000014000-sort-cases.js';
import { SortContacts1760000014100 } from './1760000014100-sort-contacts.js';
import { ShrinkPlatform1760000014200 } from './1760000014200-shrink-platform.js';
import { WatchReferrals1760000014300 } from './1760000014300-watch-referrals.js';
import { HoldCases1760000014400 } from './1760000014400-hold-cases.js';
import { HoldAccess1760000015000 } from './1760000015000-hold-access.js';
import { RelateContacts1760000015100 } from './1760000015100-relate-contacts.js';
import { HideFromAgencies1760000015200 } from './1760000015200-hide-from-agencies.js';
import { HideClients1760000015300 } from './1760000015300-hide-clients.js';
import { CodeCases1760000015400 } from './1760000015400-code-cases.js';
import { ChangePrograms1760000015500 } from './1760000015500-change-programs.js';
import { TeamAgencies1760000016000 } from './1760000016000-team-agencies.js';
import { MessageReferrals1760000016100 } from './1760000016100-message-referrals.js';
import { DispatchCases1760000016200 } from './1760000016200-dispatch-cases.js';
import { LinkAccess1760000016300 } from './1760000016300-link-access.js';
import { CallAgencies1760000016400 } from './1760000016400-call-agencies.js';
import { AdmitPartnersAccess1760000016450 } from './1760000016450-admit-partners-access.js';
import { OpenAccess1760000016500 } from './1760000016500-open-access.js';
import { ShareAgencies1760000016600 } from './1760000016600-share-agencies.js';
import { RetireAgencies1760000016610 } from './1760000016610-retire-agencies.js';
import { AlertCases1760000016620 } from './1760000016620-alert-cases.js';
import { CompleteReferrals1760000016700 } from './1760000016700-complete-referrals.js';
import { NarrowCases1760000016750 } from './1760000016750-narrow-cases.js';
import { KeepCases1760000016760 } from './1760000016760-keep-cases.js';
import { ReleaseReferrals1760000016810 } from './1760000016810-release-referrals.js';
import { CountAccess1760000016850 } from './1760000016850-count-access.js';
import { LeaveAgencies1760000016870 } from './1760000016870-leave-agencies.js';
import { NumberReferrals1760000016940 } from './1760000016940-number-referrals.js';
import { UnsayContacts1760000016950 } from './1760000016950-unsay-contacts.js';
import { RiskCases1760000016960 } from './1760000016960-risk-cases.js';
import { CreateGrants1760000017100 } from './1760000017100-create-grants.js';
import { CreateDocuments1760000017200 } from './1760000017200-create-documents.js';
import { CreateLetters1760000017300 } from './1760000017300-create-letters.js';
import { LookAccess1760000017400 } from './1760000017400-look-access.js';
import { NameAccess1760000017500 } from './1760000017500-name-access.js';
import { ApplyAccess1760000018100 } from './1760000018100-apply-access.js';
import { SendDocuments1760000018200 } from './1760000018200-send-documents.js';
import { RecallCases1760000018300 } from './1760000018300-recall-cases.js';
import { KeepClients1760000018350 } from './1760000018350-keep-clients.js';
import { RenewCases1760000018400 } from './1760000018400-renew-cases.js';
import { CreateDuplicates1760000018500 } from './1760000018500-create-duplicates.js';
import { NoteCases1760000018600 } from './1760000018600-note-cases.js';
import { LineGrants1760000018700 } from './1760000018700-line-grants.js';
import { ReadLetters1760000018710 } from './1760000018710-read-letters.js';
import { PictureDocuments1760000018800 } from './1760000018800-picture-documents.js';
import { LimitPlatform1760000019100 } from './1760000019100-limit-platform.js';
import { ReadAccess1760000019110 } from './1760000019110-read-access.js';
import { ExtendGrants1760000019200 } from './1760000019200-extend-grants.js';
import { FindContacts1760000019300 } from './1760000019300-find-contacts.js';

/** In the order in which they run. */
export const migrations = [
  CreatePlatform1760000000000,
  CreateAccess1760000001000,
  CreatePrograms1760000002000,
  CreateAgencies1760000003000,
  CreateContacts1760000004000,
  CreateClients1760000005000,
  CreateCases1760000006000,
  CreateReferrals1760000007000,
  CreateOutcomes1760000008000,
  QuickenPlatform1760000009000,
  QuickenAccess1760000009100,
  QuickenReferrals1760000009200,
  AlertContacts1760000010000,
  NumberCases1760000011000,
  ExtendContacts1760000012000,
  WatchPlatform1760000013000,
  WatchCases1760000013100,
  WatchContacts1760000013200,
  SortCases1760000014000,
  SortContacts1760000014100,
  ShrinkPlatform1760000014200,
  WatchReferrals1760000014300,
  HoldCases1760000014400,
  HoldAccess1760000015000,
  RelateContacts1760000015100,
  HideFromAgencies1760000015200,
  HideClients1760000015300,
  CodeCases1760000015400,
  ChangePrograms1760000015500,
  TeamAgencies1760000016000,
  MessageReferrals1760000016100,
  DispatchCases1760000016200,
  LinkAccess1760000016300,
  CallAgencies1760000016400,
  AdmitPartnersAccess1760000016450,
  OpenAccess1760000016500,
  ShareAgencies1760000016600,
  RetireAgencies1760000016610,
  AlertCases1760000016620,
  CompleteReferrals1760000016700,
  NarrowCases1760000016750,
  KeepCases1760000016760,
  ReleaseReferrals1760000016810,
  CountAccess1760000016850,
  LeaveAgencies1760000016870,
  NumberReferrals1760000016940,
  UnsayContacts1760000016950,
  RiskCases1760000016960,
  CreateGrants1760000017100,
  CreateDocuments1760000017200,
  CreateLetters1760000017300,
  LookAccess1760000017400,
  NameAccess1760000017500,
  ApplyAccess1760000018100,
  SendDocuments1760000018200,
  RecallCases1760000018300,
  KeepClients1760000018350,
  RenewCases1760000018400,
  CreateDuplicates1760000018500,
  NoteCases1760000018600,
  LineGrants1760000018700,
  ReadLetters1760000018710,
  PictureDocuments1760000018800,
  LimitPlatform1760000019100,
  ReadAccess1760000019110,
  ExtendGrants1760000019200,
  FindContacts1760000019300,
];
