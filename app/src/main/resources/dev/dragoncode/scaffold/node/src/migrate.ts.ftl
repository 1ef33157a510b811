/** Migrates the database; run once before the instances of a new version start. */
import { loadConfig } from './config.js';
import { databaseAddress, namesDatabase } from './database/address.js';
import { Database } from './database/database.js';
import { migrate } from './database/migrations.js';
[#if has.secrets]
import { secretSource } from './secrets/source.js';
[/#if]

// It serves nobody, so it needs no issuer of tokens.
const config = loadConfig({ ...process.env, NODE_ENV: 'development', LOCAL_AUTH: '1' });
if (!namesDatabase(config)) {
  throw new Error('Neither DATABASE_URL nor PGHOST says which database.');
}
[#if has.secrets]
const database = new Database(databaseAddress(config, await secretSource(config).login()));
[#else]
const database = new Database(databaseAddress(config));
[/#if]
await migrate(database);
await database.close();
