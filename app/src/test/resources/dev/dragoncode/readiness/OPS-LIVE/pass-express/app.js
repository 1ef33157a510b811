app.get('/healthz', (req, res) => res.send('ok'));
