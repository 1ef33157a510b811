function onError(err, req, res, next) {
  res.status(500).end();
}
module.exports = onError;
