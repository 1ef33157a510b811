const crypto = require("crypto");
module.exports = (text) => crypto.createHmac("sha256", process.env.SIGNING_KEY).update(text);
