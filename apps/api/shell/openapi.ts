import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { notRepeatable } from './not-repeatable.js';
import { PageQuery } from './paging.js';
import { ProblemView } from './views.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The API's document, OpenAPI 3.1. Every operation names who may call it (`x-roles`) and the problems it answers with. */
export function buildDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Front Door')
    .setDescription('Partner programs for helplines: ask, decide with reasons, hand over, log what came of it.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, { extraModels: [ProblemView, PageQuery] });
  for (const path of Object.values(document.paths)) {
    for (const method of methods) {
      const operation = path[method];
      if (operation) complete(operation, method);
    }
  }
  return sorted(document);
}

function complete(operation: Operation, method: (typeof methods)[number]): void {
  operation.responses['4XX'] = {
    description: 'A problem (RFC 9457), worded in the language of Accept-Language',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } },
  };
  if (method !== 'post' || notRepeatable in operation) return;
  operation.parameters = [
    ...(operation.parameters ?? []),
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'Same key and body: same answer, nothing happens twice. Kept for 24 hours.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
  ];
}

/** As it is committed (apps/api/openapi.json). */
export function documentText(document: OpenAPIObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The same document whatever the order in which modules were loaded. */
function sorted(document: OpenAPIObject): OpenAPIObject {
  const byName = <T>(record: Record<string, T> | undefined): Record<string, T> =>
    Object.fromEntries(Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...document,
    paths: byName(document.paths),
    components: { ...document.components, schemas: byName(document.components?.schemas) },
  };
}
