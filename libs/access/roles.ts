/** What a person may be here. Granted per tenant, where needed per region or agency; a session carries exactly one. */
export const roles = [
  'navigator',
  'supervisor',
  'reviewer',
  'agency-worker',
  'program-admin',
  'approver',
  'funder',
  'integrator',
] as const;
export type Role = (typeof roles)[number];

export function isRole(word: string): word is Role {
  return (roles as readonly string[]).includes(word);
}

const QUEUES: Readonly<Record<string, readonly string[]>> = {
  navigator: ['navigators'],
  reviewer: ['reviewers'],
  supervisor: ['navigators', 'supervisors', 'on-call-managers'],
};

/** The queues that people in this role look after. */
export const queuesOf = (role: string): readonly string[] => QUEUES[role] ?? [];
