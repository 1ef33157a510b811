/** Tells the container's engine whether the service is alive: the image has no other program that could ask. */
try {
  const port = process.env['PORT'] ?? '[=stack.port]';
  const response = await fetch(`http://127.0.0.1:${port}[=stack.live]`, { signal: AbortSignal.timeout(2_000) });
  process.exitCode = response.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
