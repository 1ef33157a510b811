const fs = require('node:fs');

async function discover(url) {
  return fetch(url);
}
module.exports = { discover };
