export { type CaseGrant, grantsOfCase } from './grants-of-case.js';
export { GrantsModule } from './grants.module.js';
export { lookAgain } from './pool.js';
export { type PoolAsked, type PoolFigures, type PoolPeriod, listPools } from './list-pools.js';
