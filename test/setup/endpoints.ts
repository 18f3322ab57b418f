import type { OpenAPIObject } from '@nestjs/swagger';
import { sampleOf, type Schema } from './sample-of.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** One operation of the API, with the smallest request that it takes. */
export interface Endpoint {
  readonly method: (typeof methods)[number];
  readonly path: string;
  readonly allowed: readonly string[];
  readonly query: Readonly<Record<string, unknown>>;
  /** What a query may choose from: each choice by itself. */
  readonly choices: readonly Readonly<Record<string, string>>[];
  /** Words in the path that are no ids, by the document's examples: `{decision}`. */
  readonly words: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Names of the body's fields. */
  readonly fields: readonly string[];
  /** Answers without end. */
  readonly streams: boolean;
}

/** Every operation of the document. */
export function endpointsOf(document: OpenAPIObject): readonly Endpoint[] {
  const schemas = document.components?.schemas ?? {};
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const extension: unknown = Object.entries(operation).find(([name]) => name === 'x-roles')?.[1];
      const parameters = (operation.parameters ?? []).flatMap((each) => ('in' in each ? [each] : []));
      const inQuery = parameters.filter((each) => each.in === 'query');
      const words = parameters.flatMap((each) => {
        const word = each.in === 'path' ? exampleOf(each.schema) : null;
        return word === null ? [] : [[each.name, word] as const];
      });
      const content = operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : {};
      const schema = content['application/json']?.schema;
      const whole = schema && '$ref' in schema ? schemas[schema.$ref.replace('#/components/schemas/', '')] : schema;
      return {
        method,
        path,
        allowed: Array.isArray(extension) ? extension.map(String) : [],
        query: Object.fromEntries(
          inQuery.filter((each) => each.required).map((each) => [each.name, sampleOf(each.schema, schemas)]),
        ),
        choices: inQuery.flatMap((each) => choicesOf(each.schema).map((choice) => ({ [each.name]: choice }))),
        words: Object.fromEntries(words),
        body: sampleOf(schema, schemas),
        fields: whole && 'properties' in whole ? Object.keys(whole.properties ?? {}) : [],
        streams: JSON.stringify(operation.responses['200'] ?? {}).includes('text/event-stream'),
      };
    }),
  );
}

const exampleOf = (schema: Schema | undefined): string | null =>
  schema && 'example' in schema && typeof schema.example === 'string' ? schema.example : null;

function choicesOf(schema: Schema | undefined): readonly string[] {
  if (!schema || '$ref' in schema) return [];
  if (schema.type === 'boolean') return ['true', 'false'];
  return (schema.enum ?? []).map(String);
}
