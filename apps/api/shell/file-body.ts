import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

/** A file that was sent as the body. */
export interface FileText {
  readonly form: 'xml' | 'yaml' | 'markdown';
  readonly text: string;
}

const forms: Readonly<Record<string, FileText['form']>> = {
  'application/dmn+xml': 'xml',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'application/yaml': 'yaml',
  'application/x-yaml': 'yaml',
  'text/yaml': 'yaml',
  'text/markdown': 'markdown',
};
const largest = 2 * 1024 * 1024;
/** Only these addresses take a file; everywhere else its type is refused as ever. */
const takesFiles = /\/(tables|files)\/:\w+$/;

/** Lets files in where they are wanted. Bytes that are no UTF-8 are refused: read loosely, they would become other words. */
export function readFileBodies(server: FastifyInstance): void {
  server.addContentTypeParser(
    Object.keys(forms),
    { parseAs: 'buffer', bodyLimit: 2 * largest },
    (request: FastifyRequest, body: Buffer, done: (error: Error | null, body?: unknown) => void) => {
      try {
        done(null, readFile(request, body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
}

function readFile(request: FastifyRequest, body: Buffer): FileText {
  const type = String(request.headers['content-type']).split(';', 1)[0]!.trim().toLowerCase();
  const form = forms[type];
  if (!form || !takesFiles.test(request.routeOptions.url ?? ''))
    throw new ProblemError(415, 'content-type-is-not-json');
  if (body.length > largest) throw new ProblemError(413, 'request-is-too-large', { limit: `${largest / 1024} kB` });
  const file = { form, text: readText(body) };
  files.add(file);
  return file;
}

function readText(body: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) return text;
  } catch {
    // Told below.
  }
  throw new ProblemError(422, 'text-is-not-utf-8');
}

/**
 * `@FileBody() body: FileText | null`: the file that was sent; null when the body is none, which the handler tells once it
 * knows that the caller may see what they ask for.
 */
export const FileBody = createParamDecorator((_: unknown, context: ExecutionContext): FileText | null => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return isFile(body) ? body : null;
});

/** What came through the parser: JSON of the same shape is no file. */
const files = new WeakSet<object>();
const isFile = (body: unknown): body is FileText => typeof body === 'object' && body !== null && files.has(body);
