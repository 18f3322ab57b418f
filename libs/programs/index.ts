export {
  findActiveVersion,
  findHead,
  findVersion,
  forgetVersions,
  type Head,
  type LoadedProgram,
} from './find-version.js';
export {
  findLine,
  findLineAndHead,
  findLineNamed,
  findLineOfProgram,
  listLines,
  listWaysIn,
  nameLines,
  seedLines,
  type Line,
  type LineHours,
  type LineView,
} from './line.js';
export { findProgram, listPrograms, type ProgramView } from './list-programs.js';
export { dialledDigits } from './phone-number.js';
export { seedProgram, type Seeded } from './seed-program.js';
export * from './backtests/backtest.js';
export { type Flipped, keepFlips, listFlips } from './backtests/flips.js';
export * from './drafts/change-draft.js';
export { compareTables, type TableChange } from './drafts/compare-tables.js';
export {
  type Approval,
  type Checked,
  type Draft,
  type DraftHead,
  findDraft,
  listDrafts,
  lockDraft,
} from './drafts/draft.js';
export { type DraftTable, findTables } from './drafts/find-tables.js';
export { approveDraft, type DraftRefusal, isTheirOwn, publishDraft } from './drafts/publish-draft.js';
export { lockProgram } from './insert-version.js';
export { replaceFile } from './drafts/replace-file.js';
export { replaceTable, type TableForm } from './drafts/replace-table.js';
export { checkSources, type CheckedSources, type Sources } from './drafts/sources.js';
export { findActiveNumber, findSources } from './drafts/version-sources.js';
export {
  formatProblems,
  readProgram,
  type Example,
  type FileProblem,
  type Files,
  type ReadProgram,
} from './reading/index.js';
export { locate, parseYaml, type YamlFile } from './reading/parse-yaml.js';
