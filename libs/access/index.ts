export * from './roles.js';
export { seedTenants, type PersonSeed, type RoleGrant, type TenantSeed } from './seed-tenants.js';
export { namePeople } from './name-people.js';
export { findTenant, type Tenant } from './find-tenant.js';
export { sessionHours, signInDemo, type SignedIn } from './sign-in-demo.js';
export { findActiveSessions, findSession, revokeSession, type Session } from './session.js';
export { KnownSessions, sessionHasEnded } from './known-sessions.js';
export {
  findConsent,
  listConsents,
  recordConsent,
  withdrawConsent,
  type Consent,
  type ConsentToRecord,
} from './consent.js';
export {
  listOverrides,
  recordOverride,
  reviewOverride,
  type Override,
  type OverrideFilter,
  type OverrideRefusal,
  type Reviewed,
} from './override.js';
export { audit, type AuditSubject } from './audit.js';
