import 'reflect-metadata';
import { createServer, type Urls } from './server.js';

/** A process of its own for the server; it goes when whoever started it goes. */
const { nest } = await createServer(JSON.parse(process.argv[2] ?? '{}') as Urls, true);
await nest.listen(0, '127.0.0.1');
process.send?.(await nest.getUrl());
process.once('disconnect', () => void nest.close().then(() => process.exit(0)));
