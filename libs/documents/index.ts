export { askClamd, type ClamdAddress } from './ask-clamd.js';
export {
  counts,
  type Document,
  type DocumentMark,
  documentMarks,
  documentStatuses,
  type DocumentStatus,
  mostBytes,
  mostOfCase,
  type PictureStatus,
} from './document.js';
export { type DrawPicture, drawPicture } from './draw-picture.js';
export { DocumentsModule } from './documents.module.js';
export { eraseDocument, eraseDocumentsOf, scheduleDocumentErasure } from './erase-documents.js';
export { countDocuments, findDocument, listDocuments } from './find-documents.js';
export { FileIsUnfit, type Unfit } from './inspection.js';
export { type MediaType, mediaTypes } from './media-type.js';
export { beginPicture, keepPicture, leavePicture, pictureTopic, readPicture, wantPicture } from './picture.js';
export { ContentIsGone, readContent } from './read-content.js';
export {
  discardDocument,
  type FileToReceive,
  keepDocument,
  receiveDocument,
  type ReceivedFile,
  type Store,
} from './receive-document.js';
export { rewrapDocuments, type Rewrapped } from './rewrap-documents.js';
export {
  clearDocument,
  refuseDocument,
  type Scan,
  scanDocument,
  scanLater,
  scanTimer,
  type Verdict,
} from './scan-document.js';
