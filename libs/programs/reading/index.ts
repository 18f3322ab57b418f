export { type Example, type FileProblem, formatProblems } from './file-problem.js';
export type { Files } from './read-folder.js';
export { type ReadProgram, readProgram } from './read-program.js';
