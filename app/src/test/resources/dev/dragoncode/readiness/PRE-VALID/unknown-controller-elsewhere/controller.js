const { z } = require('zod');
const Order = z.object({});
exports.create = (req, res) => res.json(Order.parse(req.body));
