const secret = process.env.JWT_SECRET || "not-so-random";
module.exports = secret;
