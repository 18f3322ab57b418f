import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
export type Schema = Schemas[string];
type Inline = Exclude<Schema, { $ref: string }>;

/** The smallest value that a schema takes; its example, where it has one. */
export function sampleOf(schema: Schema | undefined, schemas: Schemas): unknown {
  if (!schema) return undefined;
  if ('$ref' in schema) return sampleOf(schemas[schema.$ref.replace('#/components/schemas/', '')], schemas);
  const given = schema.example ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined) return given;
  const first = schema.oneOf?.[0] ?? schema.anyOf?.[0] ?? schema.allOf?.[0];
  return first ? sampleOf(first, schemas) : sampleOfType(schema, schemas);
}

function sampleOfType(schema: Inline, schemas: Schemas): unknown {
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name], schemas)]),
      );
    case 'array':
      return schema.minItems ? [sampleOf(schema.items, schemas)] : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return schema.format === 'uuid' ? '01890a5d-ac96-774b-bcce-b302099a8057' : 'x'.repeat(schema.minLength ?? 1);
  }
}
