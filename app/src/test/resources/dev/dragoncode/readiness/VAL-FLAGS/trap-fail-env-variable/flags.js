module.exports = process.env.BASKET_ENABLED === "true";
