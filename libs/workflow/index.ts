export * from './allowed.js';
export * from './ask-now.js';
export * from './case-state.js';
export { misfit } from './check-answer.js';
export * from './program.js';
export * from './route.js';
export { openCase, step } from './step.js';
export * from './time.js';
export { type RunnableProgram, askExit, holds } from './walk.js';
