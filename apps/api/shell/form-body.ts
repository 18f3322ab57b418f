import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

/** What a form without script sent: each field with all its values. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

const type = 'application/x-www-form-urlencoded';
const largest = 32 * 1024;
const mostFields = 500;

/** Only our own pages send forms; everywhere else the type is refused as ever. */
export const isPage = ({ url }: Pick<FastifyRequest, 'url'>): boolean => /^\/(link|apply)\//.test(url);

/** The sign-in provider tells of logouts by one (OpenID Connect Back-Channel Logout 1.0). */
const takesForms = (request: FastifyRequest): boolean =>
  isPage(request) || request.routeOptions.url?.endsWith('/sign-in/back-channel-logout') === true;

export function readFormBodies(server: FastifyInstance): void {
  server.addContentTypeParser(
    type,
    { parseAs: 'string', bodyLimit: largest },
    (request: FastifyRequest, body: string, done: (error: Error | null, body?: unknown) => void) => {
      if (takesForms(request)) done(null, readForm(body));
      else done(new ProblemError(415, 'content-type-is-not-json'));
    },
  );
}

function readForm(body: string): FormFields {
  const fields = new Map<string, string[]>();
  for (const [name, value] of [...new URLSearchParams(body)].slice(0, mostFields)) {
    fields.set(name, [...(fields.get(name) ?? []), value.replaceAll('\r\n', '\n')]);
  }
  return fields;
}

/** The form that came with this request; empty where none came. */
export const formOf = ({ body }: FastifyRequest): FormFields =>
  body instanceof Map ? (body as FormFields) : new Map<string, readonly string[]>();
