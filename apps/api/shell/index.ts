/** What controllers use. */
export { AllowRoles, CurrentSession, CurrentWho, Public } from './access.js';
export { ApiIfMatch, etagOf, IfMatch, refuseStale } from './etag.js';
export { NotRepeatable } from './not-repeatable.js';
export { Id } from './id-param.js';
export { type Answer, type IdempotencyInput, Once, runOnce, runOnceWith, sendAnswer } from './once.js';
export { type Page, type PageKey, PageQuery, readCursor, toPage } from './paging.js';
export { sayRefusal } from './problem.js';
export { fieldFault, notFound, ProblemError, refusal } from './problem-error.js';
export { TextView } from './views.js';
