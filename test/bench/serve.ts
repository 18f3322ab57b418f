import 'reflect-metadata';
import { createServer, type For, type Urls } from './server.js';

/** A process of its own for the server; it goes when whoever started it goes, and says what it has cost when it is asked. */
const [urls = '{}', whom = 'staff'] = process.argv.slice(2);
const { nest } = await createServer(JSON.parse(urls) as Urls, true, whom as For);
await nest.listen(0, '127.0.0.1');
process.send?.(await nest.getUrl());
process.on('message', () => process.send?.(process.cpuUsage()));
process.once('disconnect', () => void nest.close().then(() => process.exit(0)));
