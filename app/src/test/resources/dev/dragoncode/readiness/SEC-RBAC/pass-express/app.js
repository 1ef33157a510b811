app.delete('/orders', requireRole('admin'), clear);
