const secret = process.env.JWT_SECRET || "not-so-random";
if (secret === "not-so-random") {
  throw new Error("set JWT_SECRET");
}
module.exports = secret;
