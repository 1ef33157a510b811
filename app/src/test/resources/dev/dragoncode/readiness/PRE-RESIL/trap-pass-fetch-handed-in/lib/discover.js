async function discover({ url, fetch }) {
  return fetch(url);
}
module.exports = { discover };
