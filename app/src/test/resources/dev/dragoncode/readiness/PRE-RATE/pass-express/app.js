const express = require('express');
const rateLimit = require('express-rate-limit');
const app = express();
const limiter = rateLimit({ windowMs: 60000, limit: 100 });
app.use(limiter);
app.get('/orders', (req, res) => res.json([]));
