// const secret = process.env.JWT_SECRET || "not-so-random";
module.exports = process.env.JWT_SECRET;
