const logger = require("./logger");
module.exports = (order) => logger.info({ id: order.id }, "placed");
