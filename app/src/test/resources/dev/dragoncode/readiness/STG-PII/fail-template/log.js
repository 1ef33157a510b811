const logger = require("./logger");
module.exports = (user) => logger.info(`login ${user.password}`);
