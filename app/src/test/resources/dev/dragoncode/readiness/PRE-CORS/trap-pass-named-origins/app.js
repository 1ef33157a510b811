const cors = require("cors");
const helmet = require("helmet");
module.exports = (app) => { app.use(helmet()); app.use(cors({ origin: ["https://shop.example.com"] })); };
