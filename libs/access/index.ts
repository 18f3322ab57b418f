export * from './roles.js';
export { seedTenants, type PersonSeed, type RoleGrant, type TenantSeed } from './seed-tenants.js';
export { namePeople } from './name-people.js';
export { findTenant, nameRegion, type RegionNames, type Tenant } from './find-tenant.js';
export { agenciesInDemo, signInDemo, type SignedIn } from './sign-in-demo.js';
export { idleHours, openSession, type OpenedSession, sessionHours, type SessionToOpen } from './open-session.js';
export { type ClaimMap, type ClaimRules, seatsFrom, type Seat } from './seats-from-claims.js';
export { bringPerson, personOfIssuer } from './bring-person.js';
export { endByIssuer, type IssuerLogout, keepChoice } from './end-by-issuer.js';
export { beforeTenant, issueTicket, takeTicket, type TicketKind } from './sign-in-tickets.js';
export { endSession, listSessions, type OpenSession } from './list-sessions.js';
export { findActiveSessions, findSession, revokeSession, roleOf, type Session } from './session.js';
export { KnownSessions, sessionHasEnded } from './known-sessions.js';
export {
  findConsent,
  findConsents,
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
export { isNewLook, type LinkLook } from './link-look.js';
export {
  findAgencyLink,
  giveUpAgencyLink,
  hasFreshLink,
  isSamePress,
  mintAgencyLink,
  revokeAgencyLinks,
  tokenAfter,
  useAgencyLink,
  type AgencyLink,
  type LinkPurpose,
  type LinkToMint,
} from './agency-link.js';
export {
  caseOfHandle,
  inGroups,
  admitDevice,
  type ApplicationKeys,
  caseOfDevice,
  noteDevice,
  deviceHours,
  dismissDevice,
  giveApplicationKeys,
  tryApplicationKeys,
} from './application-access.js';
export { findPartnerKey, looksLikePartnerKey } from './partner-keys/find-partner-key.js';
export {
  addPartnerKey,
  type KeyMade,
  type KeyToMake,
  listPartnerKeys,
  type PartnerKey,
  revokePartnerKey,
  rotatePartnerKey,
} from './partner-keys/partner-key.js';
export { isScope, type Scope, scopes } from './partner-keys/scope.js';
export { audit, type AuditSubject } from './audit.js';
