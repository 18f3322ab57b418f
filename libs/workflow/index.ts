export { aggregateOf, rowsIn } from './aggregate.js';
export * from './allowed.js';
export { layoutOf } from './answer-layout.js';
export { type AskNow, askNow } from './ask-now.js';
export { ASKED_BESIDE, BESIDE_TIMER } from './asked-beside.js';
export * from './case-state.js';
export { type Channel, channels, startOf } from './channel.js';
export { isClients, questionsForClients, questionsOfClient } from './by-client.js';
export { countsSince, type DuplicatesDefinition, questionsThatTell, yearAppliedFor } from './duplicates.js';
export { documentAnswers } from './document-question.js';
export { areaOf } from './case-area.js';
export { capacityOf } from './capacity.js';
export { type Misfit, misfit, misfitAt } from './check-answer.js';
export { otherDecisionsOf } from './decisions-read.js';
export { computedAnswer } from './compute.js';
export { checkTables } from './check-tables.js';
export { compileDecisions, domainOf } from './compile-decisions.js';
export { type MachineEvent, compileMachine, nextState } from './machine.js';
export { readTemplate } from './letters/read-template.js';
export type { LaterEvent } from './opens-case.js';
export { type Problem, nearest, oneOf } from './problem.js';
export * from './program.js';
export { resolveProgram, withoutMarks } from './resolve-program.js';
export * from './route.js';
export { programSchema } from './schema/program-schema.js';
export { sayMoney } from './say-money.js';
export { changedSafety, type SafetyChange } from './changed-safety.js';
export { isAboutSafety } from './safety.js';
export type { FragmentDocuments, ProgramDocuments } from './source.js';
export {
  agenciesOut,
  clocksNow,
  type DispatchStage,
  dispatchClocks,
  dispatches,
  dispatchStage,
  dispatchStages,
  setsOut,
} from './dispatch-stage.js';
export { termsOfCase } from './grants.js';
export { sameAnswer } from './same-answer.js';
export { lineEvents, lineMark } from './line-mark.js';
export { isLifeAtRisk, isRescue, isSafetyAskedAgain } from './life-at-risk.js';
export { takenAgain } from './let-go.js';
export { type Permission, permissionOnward, tells } from './permission.js';
export { type Opening, openCase, step } from './step.js';
export * from './terms.js';
export * from './time.js';
export { type TimeFlip, whenTimeFlips } from './when-time-flips.js';
export { validateProgram } from './validate-program.js';
export { type RunnableProgram, askExit, holds, verdictsOf as verdicts } from './walk.js';
export { questionsReadBy } from './questions-read.js';
export { hasReviewers, isReviewers } from './four-eyes.js';
export { isReadByAgencies } from './read-by-agencies.js';
export { readsNumbers } from './reads-numbers.js';
export { recipientsOf } from './recipients.js';
export { refersClients } from './refers-clients.js';
export { type DispatchArea, dispatchAreas } from './dispatch-areas.js';
