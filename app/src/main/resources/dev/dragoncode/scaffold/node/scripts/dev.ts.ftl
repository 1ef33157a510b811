/** Starts the service for a developer: without an issuer it signs tokens for the demo page itself. */
if (process.env['OIDC_ISSUER'] === undefined) {
  process.env['LOCAL_AUTH'] ??= '1';
}
await import('../src/main.js');
