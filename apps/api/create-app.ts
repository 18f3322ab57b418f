import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { KnownSessions } from '../../libs/access/index.js';
import { Keyring } from '../../libs/platform/index.js';
import { LiveFeed } from './live/live-feed.js';
import { serveConsole } from './shell/console-files.js';
import { ApiDocument } from './shell/document.controller.js';
import { EndedFirst } from './shell/ended-first.js';
import { createLog, nestLog } from './shell/log.js';
import { buildDocument } from './shell/openapi.js';
import type { AppOptions } from './shell/options.js';
import { ProblemFilter } from './shell/problem.filter.js';
import { requireAccess } from './shell/require-access.js';
import { createServer, protectBrowsers, type Route } from './shell/server.js';
import { EdgeValidation } from './shell/validation.js';

const prefix = [
  'api/v1',
  {
    exclude: [
      ...['health/live', 'health/ready', 'api/openapi.json', 'link/:token', 'demo/mail'],
      ...['', '/form', '/file', '/letter', '/letter.pdf', '/remove', '/resume'].map(
        (page) => `apply/:tenant/:door${page}`,
      ),
    ],
  },
] as const satisfies Parameters<NestFastifyApplication['setGlobalPrefix']>;

export interface App {
  readonly nest: NestFastifyApplication;
  readonly document: OpenAPIObject;
  /** Every route that was registered, for tests: what is not in the document is found by it. Complete after `init()`. */
  readonly routes: readonly Route[];
}

/**
 * Builds the server, connected to its database but neither seeded nor listening.
 * Throws when an endpoint does not say who may call it.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const log = createLog(options.logLevel);
  const { adapter, routes } = createServer(options, log);
  const nest = await NestFactory.create<NestFastifyApplication>(AppModule.with(options), adapter, {
    logger: nestLog(log),
    bodyParser: false,
    abortOnError: false,
  });
  nest.setGlobalPrefix(...prefix);
  nest.useGlobalFilters(new ProblemFilter(log, new EndedFirst(nest.get(KnownSessions), nest.get(ApiDocument))));
  nest.useGlobalPipes(new EdgeValidation());
  await protectBrowsers(nest, options.mode);
  if (options.consoleFolder !== null) serveConsole(adapter.getInstance(), options.consoleFolder);
  const feed = nest.get(LiveFeed);
  // What the API tells is of people: no browser keeps it for whoever sits down next.
  adapter.getInstance().addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
  adapter.getInstance().addHook('onResponse', (request, reply, done) => {
    if (request.method !== 'GET' && reply.statusCode < 400) feed.nudge();
    done();
  });
  requireAccess(nest);
  const document = options.document ?? buildDocument(nest);
  nest.get(ApiDocument).value = document;
  return { nest, document, routes };
}

/** The document alone: nothing is connected to, nothing is started. */
export async function createDocument(): Promise<OpenAPIObject> {
  const nowhere = { type: 'postgres' as const };
  const options: AppOptions = {
    platform: { app: nowhere, worker: nowhere, pumps: false },
    mode: 'demo',
    tenants: [],
    requestsPerMinute: null,
    consoleFolder: null,
    keyring: new Keyring([Buffer.alloc(32)]),
    webhooks: { allowPrivate: [] },
    logLevel: 'silent',
  };
  const nest = await NestFactory.create<NestFastifyApplication>(AppModule.with(options), new FastifyAdapter(), {
    logger: false,
    preview: true,
    abortOnError: false,
  });
  nest.setGlobalPrefix(...prefix);
  return buildDocument(nest);
}
