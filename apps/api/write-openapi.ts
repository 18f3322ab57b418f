import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDocument } from './create-app.js';
import { documentText } from './shell/openapi.js';
import { homeFolder } from './read-tenants.js';

const target = join(homeFolder, 'apps/api/openapi.json');
await writeFile(target, documentText(await createDocument()));
console.log(`Wrote ${target}`);
