import type { OpenAPIObject } from '@nestjs/swagger';
import type { SignInProvider } from '../../../config/sign-in.config.js';
import type { ClaimRules, TenantSeed } from '../../../libs/access/index.js';
import type { DrawPicture, Scan } from '../../../libs/documents/index.js';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Keyring, PlatformOptions } from '../../../libs/platform/index.js';

/** Hands mails over by SMTP. */
export interface MailServer {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly url: string;
  readonly from: string;
}

/** Everything that a running app is made from. No part of the app reads the environment itself. */
export interface AppOptions {
  /** Connections, clock, pumps. */
  readonly platform: PlatformOptions;
  /** Demo: this machine only, sign-in without a password. */
  readonly mode: 'demo' | 'live';
  /** Whose demo people may sign in, in the order in which they are shown. */
  readonly tenants: readonly TenantSeed[];
  /** Live mode alone. Without it nobody signs in. */
  readonly signIn?: LiveSignIn | null;
  /** Requests a minute and session, or address without one; null switches the limit off (benchmarks). */
  readonly requestsPerMinute: number | null;
  /** The built console; null when only the API is served. */
  readonly consoleFolder: string | null;
  /** Milliseconds between signs of life, and between looks when no notification comes. Default 15 s and 1 s. */
  readonly live?: { readonly heartbeat: number; readonly lookEvery: number };
  /** The API document, where it was made before: the same code makes the same one. Left out, it is made. */
  readonly document?: OpenAPIObject | undefined;
  /** Seals secrets that must be used again. */
  readonly keyring: Keyring;
  /** Looks for viruses in files that people send in; null or left out: nobody does. */
  readonly scan?: Scan | null;
  /** Draws what a HEIC shows; null or left out: nobody does. */
  readonly drawPicture?: DrawPicture | null;
  readonly webhooks: WebhookOptions;
  /** Where people reach it from outside, without a slash at the end. Null: on this machine. */
  readonly publicUrl?: string | null;
  /** Addresses and nets of proxies whose `X-Forwarded-For` is believed; left out, nobody's is. */
  readonly trustedProxies?: readonly string[];
  /** Null: none is set. The demo then shows its mails itself. */
  readonly mailServer?: MailServer | null;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

export interface WebhookOptions {
  /** Private addresses and nets that they may go to as well. */
  readonly allowPrivate: readonly string[];
  /** Milliseconds that a receiver has to answer. Default 15 s. */
  readonly timeout?: number;
}

/** Whom people sign in with, and what that makes them. */
export interface LiveSignIn {
  readonly provider: SignInProvider;
  /** Where people reach Front Door, without a slash at the end. */
  readonly publicUrl: string;
  /** Those whose configuration says who may sign in. */
  readonly tenants: readonly SignInTenant[];
}
export interface SignInTenant {
  readonly id: string;
  readonly name: Text;
  /** Ids of its directory. */
  readonly agencies: readonly string[];
  readonly rules: ClaimRules;
}

/** Injection token of AppOptions. */
export const appOptions = Symbol('AppOptions');
