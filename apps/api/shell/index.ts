/** What controllers use. */
export { AllowRoles, CurrentSession, CurrentWho, NeedsScope, Public } from './access.js';
export { ApiIfMatch, etagOf, IfMatch, IfRead, knownRevision, refuseStale } from './etag.js';
export { NotRepeatable } from './not-repeatable.js';
export { Id } from './id-param.js';
export { FileStream, fileTypes } from './file-stream.js';
export { FileBody, type FileText } from './file-body.js';
export { type Answer, type IdempotencyInput, Once, runOnce, runOnceWith, sendAnswer } from './once.js';
export { IsMoment } from './is-moment.js';
export { languageOf } from './language.js';
export { type Page, pageByAge, type PageKey, PageQuery, placeOf, readCursor, toPage } from './paging.js';
export { sayRefusal } from './problem.js';
export { fieldFault, notFound, ProblemError, refusal } from './problem-error.js';
export { TextView } from './views.js';
export { openAnswer, sealedInAnswer } from './secret-answer.js';
