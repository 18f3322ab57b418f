export { type Fact, type FactKey, type FactsToRecord } from './fact.js';
export { openSubject } from './open-subject.js';
export { recordFacts } from './record-facts.js';
export { answersBefore, currentFacts, proposedFacts, seedFactKeys } from './find-facts.js';
export { eraseFacts, scheduleErasure } from './erase-facts.js';
export { findUnfinished, forgetUnfinished, keepUnfinished, type Typed, type Unfinished } from './unfinished-answers.js';
export { ClientsModule } from './clients.module.js';
