const express = require('express');
const app = express();
app.get('/', (req, res) => res.send('cats'));
app.listen(4000);
