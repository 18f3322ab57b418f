import { languageName } from '../cases/languages.js';
import type { Choice } from './parts.js';

/** English and French, and what is spoken most on 211 lines besides; other languages are said to us. */
const CODES =
  'en fr ar yue zh fa pa es pt so ta tl uk ur vi am bn cr gu hi hu it iu ja ko ne oj pl ro ru sr ti tr tw ase fcs';

/** Languages by name, to be chosen from: nobody knows their codes. */
export const languageChoices: readonly Choice[] = CODES.split(' ').map((value) => ({
  value,
  label: languageName(value),
}));
