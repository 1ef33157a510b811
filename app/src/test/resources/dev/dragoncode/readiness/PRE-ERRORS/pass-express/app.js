app.get('/orders', all);
app.use((err, req, res, next) => {
  res.status(500).json({ title: 'Something failed' });
});
