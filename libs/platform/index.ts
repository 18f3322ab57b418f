export { actingAs, caseIs, goOnWithCase, ownCase } from './acting-as.js';
export { Clock, SystemClock, TestClock } from './clock.js';
export { type Change, findHorizon, seenSince } from './changes.js';
export { Listener } from './pump/listener.js';
export { PumpLoop } from './pump/pump-loop.js';
export { Sleeper } from './pump/sleeper.js';
export { Keyring } from './sealing/keyring.js';
export { newId } from './new-id.js';
export { type Statement, UnitOfWork, type Tx, type Who } from './unit-of-work.js';
export {
  appRole,
  type DatabaseRole,
  ensureRoles,
  ownerRole,
  refusePrivilegedRole,
  workerRole,
} from './database/roles.js';
export { type CodedRows, copyCodedRows } from './database/copy-coded-rows.js';
export { poolOf } from './database/pool-of.js';
export { renewPrimaryKeys } from './database/renew-primary-keys.js';
export { tenantTable, type TenantTable } from './database/tenant-table.js';
export { FolderError } from './embedded-postgres/folder-error.js';
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './embedded-postgres/start-embedded.js';
export { clearTimers, setTimer, setTimers, type Timer } from './timers/set-timer.js';
export { type TimerHandler, TimerPump } from './timers/timer-pump.js';
export { enqueue, type Message } from './outbox/enqueue.js';
export {
  backoff,
  type Delivery,
  hasten,
  isWaiting,
  isWanted,
  maxAttempts,
  Undeliverable,
  withdraw,
} from './outbox/keep-attempt.js';
export { type DeliveryHandler, OutboxPump } from './outbox/outbox-pump.js';
export { countTry, type Limit, takeTryBack } from './limits/count-try.js';
export { type Litter, Sweep } from './sweep/sweep.js';
export {
  forgetAnswersAbout,
  type KeptAnswer,
  once,
  type Once,
  remember,
  type RepeatableRequest,
} from './idempotency/once.js';
export { PlatformModule, type PlatformOptions } from './platform.module.js';
