import { recordOverride } from '../../libs/access/index.js';
import { newId } from '../../libs/platform/index.js';
import type { TestApp } from './app.js';

export const owningTenant = 'ontario-211';
export const otherTenant = 'greater-montreal';

/**
 * Makes a thing of the tenant `ontario-211` and tells its id. By the part of the path that names it, for example
 * `/api/v1/cases/{id}`; it serves all longer paths too. The access matrix asks for these ids as somebody of another tenant.
 * A path that nobody named here is tried with an id that does not exist.
 */
export const foreignThings: Readonly<Record<string, (app: TestApp) => Promise<string>>> = {
  '/api/v1/overrides/{id}': ({ database }) =>
    database.unitOfWork.run({ tenant: owningTenant, person: 'amina-diallo', role: 'navigator', agency: null }, (tx) =>
      recordOverride(tx, { caseId: newId(), disclosure: 'rescue', reason: 'imminent-risk' }),
    ),
};
