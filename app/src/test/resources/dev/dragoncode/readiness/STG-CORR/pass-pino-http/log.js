const pinoHttp = require("pino-http");
module.exports = (app) => app.use(pinoHttp());
