import * as Sentry from "@sentry/nextjs";

Sentry.init({ dsn: "https://key@example.org/1", tracesSampleRate: 1 });
