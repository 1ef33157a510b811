const client = require("prom-client");
module.exports = new client.Counter({ name: "orders_placed_total", help: "orders" });
