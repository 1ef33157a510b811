module.exports = (app, pool) => app.get("/ready", async (req, res) => { await pool.query("select 1"); res.sendStatus(200); });
