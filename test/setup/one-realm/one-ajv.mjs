import { Ajv2020 } from 'ajv/dist/2020.js';

/** To write the code for a schema takes Ajv longer than all checks by it: it is written once for each worker. */
const written = new Map();
/** What each Ajv was asked for so far: later schemas name parts of earlier ones. Ours have no formats and keywords of their own. */
const asked = new WeakMap();

const { compile } = Ajv2020.prototype;
Ajv2020.prototype.compile = function (schema, ...more) {
  const before = asked.get(this) ?? { key: JSON.stringify({ ...this.opts, uriResolver: undefined }), schemas: [] };
  const now = { key: `${before.key}\n${JSON.stringify(schema)}`, schemas: [...before.schemas, schema] };
  asked.set(this, now);
  if (!written.has(now.key)) {
    for (const earlier of before.schemas) compile.call(this, earlier);
    written.set(now.key, compile.call(this, schema, ...more));
  }
  return written.get(now.key);
};
