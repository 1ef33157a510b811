app.get('/orders', (req, res) => res.json([]));
