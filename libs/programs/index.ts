export { findActiveVersion, findVersion, forgetVersions, type LoadedProgram } from './find-version.js';
export {
  findLine,
  findLineOfProgram,
  listLines,
  nameLines,
  seedLines,
  type Line,
  type LineHours,
  type LineView,
} from './line.js';
export { findProgram, listPrograms, type ProgramView } from './list-programs.js';
export { dialledDigits } from './phone-number.js';
export { seedProgram, type Seeded, type Sources } from './seed-program.js';
export { formatProblems, readProgram, type FileProblem, type Files, type ReadProgram } from './reading/index.js';
export { locate, parseYaml, type YamlFile } from './reading/parse-yaml.js';
