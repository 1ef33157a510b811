module.exports = (app) => app.get("/ready", (req, res) => res.sendStatus(200));
