const axios = require("axios");
const bank = axios.create({ timeout: 2000 });
module.exports = () => bank.get("/");
