import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { allowedRolesKey, scopeKey } from './access.js';

const pathKey = 'path';

/** Throws when an endpoint says neither who may call it nor that everybody may: it fails at start, not at the first call. */
export function requireAccess(app: INestApplication): void {
  const reflector = app.get(Reflector);
  const open: string[] = [];
  for (const { instance, metatype } of app.get(DiscoveryService).getControllers()) {
    if (!metatype || typeof instance !== 'object' || instance === null) continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
    for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
      const handler = prototype[name];
      if (!handler || !Reflect.hasMetadata(pathKey, handler)) continue;
      const roles = reflector.getAllAndOverride<unknown>(allowedRolesKey, [handler, metatype]);
      if (roles === undefined) open.push(`${metatype.name}.${name}`);
      const forPartners = Array.isArray(roles) && roles.includes('integrator');
      if (forPartners && !reflector.getAllAndOverride(scopeKey, [handler, metatype])) {
        throw new Error(`Nobody said which scope ${metatype.name}.${name} needs. Add @NeedsScope('referrals:read').`);
      }
    }
  }
  if (open.length > 0) {
    throw new Error(`Nobody said who may call ${open.join(', ')}. Add @AllowRoles('navigator', …) or @Public().`);
  }
}
