export { OutcomesModule } from './outcomes.module.js';
export { type NeedRow, needsOfCase } from './record-outcome.js';
