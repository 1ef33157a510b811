const { InMemoryOrderStore } = require("./stores");
module.exports = new InMemoryOrderStore();
