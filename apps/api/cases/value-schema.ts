/** A value as OpenAPI says it: what an answer may hold. */
export const valueSchema = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: { type: 'string' } },
    {
      type: 'array',
      description: 'Rows, by column',
      items: {
        type: 'object',
        additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
      },
    },
    { type: 'null' },
  ],
};
