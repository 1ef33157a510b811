app.post('/orders', (req, res) => {
  res.json(save(req.body));
});
