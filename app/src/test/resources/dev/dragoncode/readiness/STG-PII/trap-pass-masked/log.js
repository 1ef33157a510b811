const logger = require("./logger");
const { mask } = require("./mask");
module.exports = (token) => logger.info("token", mask(token));
