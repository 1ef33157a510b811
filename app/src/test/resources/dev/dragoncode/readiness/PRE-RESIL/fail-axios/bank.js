const axios = require("axios");
module.exports = () => axios.get("https://bank.example.com");
