import { z } from 'zod';
const Order = z.object({ product: z.string() });
app.post('/orders', (req, res) => {
  const order = Order.parse(req.body);
  res.json(order);
});
