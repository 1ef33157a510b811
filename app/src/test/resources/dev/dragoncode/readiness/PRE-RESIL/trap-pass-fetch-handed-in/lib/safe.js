function createFetch(timeoutMs) {
  return async (input) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), timeoutMs);
    try {
      return await globalThis.fetch(input, { signal: controller.signal });
    } finally {
      clearTimeout(timer);
    }
  };
}
module.exports = { createFetch };
