const express = require('express');

const app = express();
app.get('/orders', list);
app.listen(8080);
