import { createInterface } from 'node:readline';
import { startEmbedded } from '../../libs/platform/embedded-postgres/start-embedded.js';

/** A process that holds the database of the folder in its arguments open until it reads a line. */
const [folder = ''] = process.argv.slice(2);
const { stop, ...facts } = await startEmbedded({ folder, fast: true, tell: (sentence) => console.log(sentence) });
console.log(JSON.stringify({ ...facts, url: facts.url('postgres') }));
createInterface({ input: process.stdin }).once('line', () => {
  void stop().then(() => process.exit(0));
});
