import type { Readable } from 'node:stream';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

/** What a file may be sent as. What it is, its content says. */
export const fileTypes = [
  'application/octet-stream',
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/heic',
  'image/heif',
];

/** Only here are files taken in; everywhere else their types are refused as ever. */
export const takesFile = (request: FastifyRequest): boolean =>
  isPost(request, '/cases/:id/documents') || isPost(request, '/apply/:tenant/:door/file');

const isPost = ({ method, routeOptions }: FastifyRequest, end: string): boolean =>
  method === 'POST' && routeOptions.url?.endsWith(end) === true;

const streams = new WeakMap<FastifyRequest, Readable>();

/** Leaves the body where it is until somebody who may send it is known: nothing of it is read before, or kept beside. */
export function streamFiles(server: FastifyInstance): void {
  // What nobody read is read away: a browser listens to no answer while it is still sending.
  server.addHook('onSend', (request, _reply, _payload, done) => {
    const left = streams.get(request);
    if (left) readAway(left);
    done();
  });
  // A page without script sends it as a part of a form.
  server.addContentTypeParser('multipart/form-data', (request: FastifyRequest, payload: Readable, done) => {
    if (!isPost(request, '/apply/:tenant/:door/file')) return done(new ProblemError(415, 'content-type-is-not-json'));
    streams.set(request, payload);
    done(null);
  });
  server.addContentTypeParser(fileTypes, (request: FastifyRequest, payload: Readable, done) => {
    if (!takesFile(request)) return done(new ProblemError(415, 'content-type-is-not-json'));
    streams.set(request, payload);
    done(null);
  });
}

/** Also of a stream that somebody left in the middle, where it would not flow by itself. How long it may take is the server's to say. */
function readAway(left: Readable): void {
  const away = (): void => {
    while (left.read() !== null);
  };
  left.on('readable', away);
  away();
}

/** `@FileStream() file: Readable | null`: the body as it comes; null when it was not sent as a file. */
export const FileStream = createParamDecorator(
  (_: unknown, context: ExecutionContext): Readable | null =>
    streams.get(context.switchToHttp().getRequest<FastifyRequest>()) ?? null,
);
