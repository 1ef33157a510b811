const client = require("prom-client");
module.exports = new client.Counter({ name: "http_requests_total", help: "requests" });
