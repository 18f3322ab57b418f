export { type Block, type LetterDocument, type Line, localeOf, type Run, wordsOf } from './document.js';
export { type FilledLetter, fillLetter, type LetterValues } from './fill-letter.js';
export {
  findLetter,
  type LetterFilter,
  lettersOfCase,
  lettersTold,
  type LetterTold,
  listLetters,
  openLetter,
} from './find-letters.js';
export {
  type Addresses,
  type Letter,
  type LetterEvent,
  type LetterStatus,
  letterStatuses,
  type LetterWay,
  letterWays,
  mailAddress,
  type Sealed,
} from './letter.js';
export { markLetter } from './mark-letter.js';
export { letterToPdf, unprintable } from './pdf/to-pdf.js';
export { letterStyleHash, letterToHtml } from './to-html.js';
export {
  type LetterToMail,
  type LetterToWrite,
  mailFailed,
  sendAgain,
  sendLetterTopic,
  writeLetter,
} from './write-letter.js';
