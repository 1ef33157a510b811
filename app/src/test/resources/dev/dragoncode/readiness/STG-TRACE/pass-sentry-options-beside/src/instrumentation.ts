import * as Sentry from "@sentry/nextjs";

const options = {
  dsn: process.env.SENTRY_DSN,
  tracesSampleRate: 0.2,
};

export function register() {
  Sentry.init(options);
}
