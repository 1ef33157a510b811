module.exports = (server) => process.on("SIGTERM", () => server.close());
