import type { OpenAPIObject } from '@nestjs/swagger';
import type { TenantSeed } from '../../../libs/access/index.js';
import type { PlatformOptions } from '../../../libs/platform/index.js';

/** Everything that a running app is made from. No part of the app reads the environment itself. */
export interface AppOptions {
  /** Connections, clock, pumps. */
  readonly platform: PlatformOptions;
  /** Demo: this machine only, sign-in without a password. */
  readonly mode: 'demo' | 'live';
  /** Whose demo people may sign in, in the order in which they are shown. */
  readonly tenants: readonly TenantSeed[];
  /** Requests a minute and session; null switches the limit off (benchmarks). */
  readonly requestsPerMinute: number | null;
  /** The built console; null when only the API is served. */
  readonly consoleFolder: string | null;
  /** Milliseconds between signs of life, and between looks when no notification comes. Default 15 s and 1 s. */
  readonly live?: { readonly heartbeat: number; readonly lookEvery: number };
  /** The API document, where it was made before: the same code makes the same one. Left out, it is made. */
  readonly document?: OpenAPIObject | undefined;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

/** Injection token of AppOptions. */
export const appOptions = Symbol('AppOptions');
