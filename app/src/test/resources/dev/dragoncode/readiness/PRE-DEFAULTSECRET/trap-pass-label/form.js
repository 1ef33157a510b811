module.exports = { password: "Password", fields: ["secret"], secretLabel: "Secret" };
