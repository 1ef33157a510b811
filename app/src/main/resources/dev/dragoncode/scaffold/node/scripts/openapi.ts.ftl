/** Writes the API's contract to openapi.json, for those who make clients from it. */
import { writeFile } from 'node:fs/promises';
import { buildApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { connect } from '../src/services.js';

const config = loadConfig({ LOCAL_AUTH: '1', LOG_LEVEL: 'silent' });
const app = await buildApp(config, await connect(config));
await app.ready();
await writeFile('openapi.json', `${JSON.stringify(app.swagger(), undefined, 2)}\n`);
await app.close();
