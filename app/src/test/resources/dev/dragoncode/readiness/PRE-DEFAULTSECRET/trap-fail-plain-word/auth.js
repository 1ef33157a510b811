const secret = process.env.JWT_SECRET || "superSecret";
module.exports = secret;
