const jwt = require("jsonwebtoken");
module.exports = (user) => jwt.sign(user, "not-so-random");
