export { Clock, SystemClock, TestClock } from './clock.js';
export { newId } from './new-id.js';
export { UnitOfWork, type Tx, type Who } from './unit-of-work.js';
export {
  appRole,
  type DatabaseRole,
  ensureRoles,
  ownerRole,
  refusePrivilegedRole,
  workerRole,
} from './database/roles.js';
export { tenantTable, type TenantTable } from './database/tenant-table.js';
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './embedded-postgres/start-embedded.js';
