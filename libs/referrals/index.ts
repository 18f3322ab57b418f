export { inOtherHands } from './close-offer.js';
export { ActOnReferral, type ReferralAction, type ReferralResult } from './act-on-referral.js';
export { isOut } from './carry-on.js';
export { changedReferrals, type ReferralChange } from './changed-referrals.js';
export {
  type MessageChange,
  type MessageWritten,
  type ReferralMessage,
  changedMessages,
  listMessages,
  mayWrite,
  mostLettersOfMessage,
  writeMessage,
} from './messages.js';
export { type ReferralFilter, listReferrals } from './list-referrals.js';
export {
  type BoxedReferral,
  type Referral,
  type ReferralBox,
  type ReferralStatus,
  findActedOn,
  findReferral,
  isTakenAgain,
  referralBoxes,
  referralStatuses,
  referralsOfCase,
  stepsOf,
} from './referral.js';
export { agencyIsGone, leaveWhoIsGone } from './leave-who-is-gone.js';
export { isLinkOnItsWay, type LinkToSend, sendLink, stopLinks, type WhyMailed } from './send-link.js';
export { setOutWith, type TeamRefused } from './set-out.js';
export { type DispatchTry, triesOfDispatches } from './tries-of-dispatches.js';
export { ReferralsModule } from './referrals.module.js';
export { type CallToPlace, type Dialling, ManualDial, Telephony } from './telephony.js';
