app.use((req, res, next) => {
  next();
});
app.get('/orders', all);
