const express = require('express');
const db = require('./db');

const app = express();
app.get('/orders', list);
app.listen(8080);
process.on('SIGTERM', () => {
  db.close().then(() => process.exit());
});
