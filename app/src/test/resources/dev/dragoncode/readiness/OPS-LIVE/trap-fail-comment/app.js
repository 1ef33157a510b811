// app.get('/health', (req, res) => res.send('ok'));
const doc = "app.get('/health', up)";
app.get('/orders', (req, res) => res.json([]));
