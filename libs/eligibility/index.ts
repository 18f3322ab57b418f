export * from './types.js';
export type {
  Comparison,
  DecisionTable,
  Expression,
  FeelTest,
  HitPolicy,
  Literal,
  TableInput,
  TableOutput,
  TableRow,
} from './table.js';
export type { Parameter, Parameters, ParameterType, ParameterValue } from './parameters/parameter.js';
export { parameterIdsOf, questionsOfTable } from './table.js';
export { readDecisionTables, type ReadAt, type ReadProblem, type ReadTables } from './read-decision-tables.js';
export { readWrittenTable, type WrittenLines, type WrittenTable } from './read-written-table.js';
export { scopeTable } from './scope-table.js';
export { compileDecision, type CompiledDecision, type CompileOptions } from './compile-decision.js';
export { choiceDecision } from './choice-decision.js';
export type { Decision } from './decision.js';
export { explain, type Labels } from './explain.js';
export { datedTests, isPlain, type LimitRead, limitsRead, limitUsed } from './parameters/say-constants.js';
export { orderMissing, type PastAnswers } from './next-question.js';
export { whyNot, type Change, type WhyNot } from './why-not.js';
export { questionsNeeded, type AskingOrder, type QuestionsNeeded } from './questions-needed.js';
export { checkDecision, type Finding } from './check-decision.js';
export { checkParameters } from './parameters/check-parameters.js';
export { inDomain } from './domain.js';
export { fastReader, type FastReader, type PlainAnswers } from './fast/fast-reader.js';
export { answerAt, answerLayout, type AnswerLayout, layOut, type HashText } from './fast/answer-layout.js';
export { CodedCases, VersionComparison } from './fast/columnar.js';
export { Recoding } from './fast/recoding.js';
export type { Make } from './fast/write-javascript.js';
export { readModel, type ReadOptions } from './model/read-model.js';
export type { DmnModel, ModelDecision, ModelInvocable, ModelProblem } from './model/dmn-model.js';
export { writeExpression, writeTest } from './model/write-test.js';
export { writeDmn, type WriteOptions } from './model/write-dmn.js';
export { TooMuchWork } from './run/env.js';
export type { FeelType } from './values/type.js';
export type { FeelValue } from './values/value.js';
