const logger = require("./logger");
module.exports = (user) => logger.info("signed up", user.email);
