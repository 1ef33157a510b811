const winston = require('winston');
module.exports = winston.createLogger({
  format: winston.format.combine(winston.format.json(), winston.format.printf((i) => i.message)),
});
