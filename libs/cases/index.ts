export { AdvanceCase, type AdvanceResult, type Happening, type NotTaken, type Reply } from './advance-case.js';
export {
  type Alert,
  type AlertFilter,
  alertOfMessage,
  agencyQueue,
  alertsOfCases,
  insertAlert,
  listAlerts,
  newMessage,
  readWhatWasTold,
  seeAlert,
  type ToldAgency,
  toldOfCases,
  toldToHolder,
} from './alert.js';
export { changedAlerts, changedCases } from './changed-cases.js';
export type * from './backtest/backtest.js';
export { backtest, readChanges } from './backtest/run-backtest.js';
export { asHouse, askAsHouse, asStep } from './as-house.js';
export { CaseAdvanced } from './case-advanced.js';
export type { CaseRecord, FactRef, LoadedCase, NextPlace, Renews } from './case-record.js';
export { type TeamThen, teamsThen } from './team-then.js';
export type * from './case-view.js';
export type * from './grant-view.js';
export type * from './renewal-view.js';
export type * from './rows-view.js';
export { type CaseNote, listNotes, mostLettersOfNote, noteCase } from './case-notes.js';
export { CasesModule } from './cases.module.js';
export {
  type EffectContext,
  type EffectHandler,
  EffectHandlers,
  type EffectOf,
  EffectRefused,
  type StepFollower,
  type StepTaken,
} from './effects.js';
export {
  type DispatchFilter,
  type DispatchGroup,
  type LiveDispatch,
  countDispatches,
  dispatchGroups,
  listDispatches,
} from './list-dispatches.js';
export { answersOfCases } from './newest-answers.js';
export { type LineEvent, findLineEvents } from './find-line-events.js';
export { type FactVersion, type HistoryRow, findFactVersions, findHistory } from './find-history.js';
export {
  type CaseFilter,
  type CaseListItem,
  type FloorCase,
  type ListedCase,
  findCaseByNumber,
  findCases,
  listCases,
  listCasesOfContacts,
  listFloorCases,
} from './list-cases.js';
export { type EarlierAnswer, type FollowingCase, findEarlier, findRenewal } from './find-renewal.js';
export { holderNow, mayActOn } from './held-case.js';
export { type ListedReview, listReviews } from './list-reviews.js';
export { listCasesOfContact } from './list-cases-of-contact.js';
export { loadTheirs } from './load-theirs.js';
export { loadCase, lockCase } from './load-case.js';
export { type CaseToOpen, OpenCase, type OpenRefusal, type OpenResult } from './open-case.js';
export { type Previewed, previewAnswers } from './preview-answers.js';
export { countPastAnswers, findPastAnswers, forgetPastAnswers } from './past-answers.js';
export { findQuestionsSaved, type QuestionsSaved } from './questions-saved.js';
export { recodeAnswers } from './recode-answers.js';
export { findOpenCasesOfProgram, type OpenCasesOfProgram } from './open-cases-of-program.js';
export { mayReadCase, readableCases } from './readable-cases.js';
export { runnable } from './runnable.js';
export { actorOf } from './step-event.js';
export { type Stepped, noteOnCase, takeStep } from './take-step.js';
