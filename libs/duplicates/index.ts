export type { Application } from './applications.js';
export { type Duplicate, type Duplicates, findDuplicates } from './find-duplicates.js';
export { keepKeys } from './keep-keys.js';
export { rekeyCases } from './rekey-cases.js';
export { type Sign, signKinds } from './signs.js';
export { type Word, sayOfTwo } from './words.js';
