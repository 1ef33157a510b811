const { z } = require("zod");
module.exports = z.object({ DATABASE_URL: z.string() }).parse(process.env);
