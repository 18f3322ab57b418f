export { type FileProblem, formatProblems } from './file-problem.js';
export { type Files, type ReadProgram, readProgram } from './read-program.js';
