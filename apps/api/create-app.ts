import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { serveConsole } from './shell/console-files.js';
import { ApiDocument } from './shell/document.controller.js';
import { createLog, nestLog } from './shell/log.js';
import { buildDocument } from './shell/openapi.js';
import type { AppOptions } from './shell/options.js';
import { ProblemFilter } from './shell/problem.filter.js';
import { requireAccess } from './shell/require-access.js';
import { createServer, protectBrowsers, type Route } from './shell/server.js';
import { EdgeValidation } from './shell/validation.js';

export interface App {
  readonly nest: NestFastifyApplication;
  readonly document: OpenAPIObject;
  /** Every route that was registered, for tests: what is not in the document is found by it. Filled by `init()`. */
  readonly routes: readonly Route[];
}

/**
 * Builds the server without listening and without touching the database (that begins with `nest.init()`).
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
  nest.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'api/openapi.json'] });
  nest.useGlobalFilters(new ProblemFilter(log));
  nest.useGlobalPipes(new EdgeValidation());
  await protectBrowsers(nest, options.mode);
  if (options.consoleFolder !== null) serveConsole(adapter.getInstance(), options.consoleFolder);
  requireAccess(nest);
  const document = buildDocument(nest);
  nest.get(ApiDocument).value = document;
  return { nest, document, routes };
}
