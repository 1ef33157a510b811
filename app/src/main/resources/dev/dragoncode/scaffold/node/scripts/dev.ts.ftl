/** Starts the service for a developer: without an issuer it signs tokens for the demo page itself. */
if (process.env['OIDC_ISSUER'] === undefined) {
  process.env['LOCAL_AUTH'] ??= '1';
}
[#if has.database]
if (process.env['DATABASE_URL'] ?? process.env['PGHOST']) {
  await import('../src/migrate.js');
}
[/#if]
await import('../src/main.js');
