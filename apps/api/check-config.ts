import { join } from 'node:path';
import { ConfigError, readConfig } from './loading/read-config.js';
import { homeFolder } from './read-tenants.js';

/** `npm run check`: reads everything in `config/` as the server would, without a database. Exit code 1 on a mistake. */
async function check(): Promise<void> {
  const folder = process.argv[2] ?? join(homeFolder, 'config');
  try {
    const config = await readConfig(folder);
    const programs = Object.keys(config.programs);
    console.log(`${folder}: no mistakes. Programs: ${programs.join(', ')}.`);
    for (const { warnings } of Object.values(config.programs)) {
      for (const { file, line, message, instead } of warnings)
        console.log(`  ! ${file}:${line}: ${message} ${instead}`);
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

await check();
