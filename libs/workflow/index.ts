export * from './program.js';
export * from './case-state.js';
