/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

export const ID = '^[a-z][a-z0-9]*([_-][a-z0-9]+)*$';
export const SCOPED = '^[a-z][a-z0-9]*([_-][a-z0-9]+)*(\\.[a-z][a-z0-9]*([_-][a-z0-9]+)*)?$';
export const DAY = '^\\d{4}-\\d{2}-\\d{2}$';
export const ISO = '^P(?!$)(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?$';

export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
/** A schema with its words: every key that a person may write is described. */
export const described = (schema: Schema, description: string): Schema => ({ description, ...schema });
export const assumption = described(ref('assumption'), 'True when this is our guess and a partner has to confirm it.');

/** A map with these keys and no others. */
export function map(
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
  more: Schema = {},
): Schema {
  const needs = required.length > 0 ? { required } : {};
  return {
    description,
    type: 'object',
    properties: { ...properties, assumption },
    ...needs,
    additionalProperties: false,
    ...more,
  };
}

/** A map from names to one kind of thing. */
export function byId(description: string, of: Schema, pattern = ID, more: Schema = {}): Schema {
  return {
    description,
    type: 'object',
    properties: { assumption },
    propertyNames: { pattern },
    additionalProperties: of,
    ...more,
  };
}

export const str = (description: string, more: Schema = {}): Schema => ({ description, type: 'string', ...more });
export const list = (description: string, items: Schema, more: Schema = {}): Schema => ({
  description,
  type: 'array',
  items,
  ...more,
});
export const either = (description: string, ...anyOf: readonly Schema[]): Schema => ({ description, anyOf });
/** A name, or a list of names. */
export const oneOrMore = (description: string, several: string): Schema =>
  either(description, ref('id'), list(several, ref('id'), { minItems: 1, uniqueItems: true }));
export const text = (description: string) => described(ref('text'), description);
export const state = (description: string) => described(ref('stateName'), description);
export const question = (description: string) => described(ref('scopedName'), description);
export const duration = (description: string) => described(ref('duration'), description);
