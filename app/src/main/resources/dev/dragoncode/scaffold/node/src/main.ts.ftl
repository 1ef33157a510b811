[#if has.telemetry]
// Before all others, which it watches.
import './telemetry/tracing.js';
[/#if]
import { buildApp } from './app.js';
import { ConfigError, loadConfig, type Config } from './config.js';
import { connect } from './services.js';
import { stopOnSignal } from './shutdown.js';

function configOrExit(): Config {
  try {
    return loadConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) {
      console.error(error.message);
      process.exit(1);
    }
    throw error;
  }
}

const config = configOrExit();
const app = await buildApp(config, await connect(config));
stopOnSignal(app, config.SHUTDOWN_DRAIN_MS);
await app.listen({ host: config.HOST, port: config.PORT });
