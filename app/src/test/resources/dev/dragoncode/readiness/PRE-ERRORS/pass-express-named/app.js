const onError = require('./errors');
app.get('/orders', all);
app.use(onError);
