import 'reflect-metadata';
import { type AppConfig, ConfigurationError, readConfig } from '../../config/app.config.js';
import { homeFolder } from './read-tenants.js';
import { type Running, start } from './start.js';
import { whyNotStarted } from './why-not-started.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm and the terminal may both pass on one Ctrl-C: a second one counts from here on. */
const sameKeypress = 1000;

function main(): void {
  const config = readConfigOrLeave();
  const running = start(config, (sentence) => console.log(sentence));
  running.then(
    (it) => sayOpen(config, it),
    (error: unknown) => leave(whyNotStarted(error, config)),
  );
  let askedAt: number | null = null;
  for (const signal of signals) {
    process.on(signal, () => {
      if (askedAt === null) {
        askedAt = Date.now();
        void stop(running);
      } else if (Date.now() - askedAt > sameKeypress) {
        leave('Stopped at once. / Arrêt immédiat.');
      }
    });
  }
}

function readConfigOrLeave(): AppConfig {
  try {
    return readConfig(process.env, homeFolder);
  } catch (error) {
    return leave(error instanceof ConfigurationError ? error.message : String(error));
  }
}

async function stop(running: Promise<Running>): Promise<void> {
  console.log('\nFinishing what was begun … / On termine ce qui est commencé …');
  try {
    await (await running).stop();
    console.log('Front Door is closed. / Front Door est fermé.');
    process.exit(0);
  } catch (error) {
    leave(error instanceof Error ? error.message : String(error));
  }
}

function sayOpen({ mode, database }: AppConfig, { address, notes }: Running): void {
  for (const note of notes) console.log(note);
  console.log(`Front Door is open at ${address} / Front Door est ouvert à ${address}`);
  if (mode === 'demo') {
    console.log('Sign in there: it is a demo with made-up people, on this machine only.');
    console.log('Connectez-vous là : c’est une démo avec des personnes fictives, sur cet appareil seulement.');
  }
  if (database.kind === 'embedded') console.log(`Data / Données : ${database.folder}`);
  console.log('Ctrl-C stops it. / Ctrl-C l’arrête.');
}

function leave(message: string): never {
  console.error(message);
  process.exit(1);
}

main();
