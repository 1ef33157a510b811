const logger = require("./logger");
module.exports = (id) => logger.info("password changed", id);
