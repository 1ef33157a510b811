const rateLimit = require('express-rate-limit');
const limiter = rateLimit({ limit: 100 });
// app.use(limiter);
app.get('/orders', (req, res) => res.json([]));
