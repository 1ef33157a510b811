app.get('/orders', all);
