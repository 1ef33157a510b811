const { Pool } = require('pg');

const address = process.env.DATABASE_URL || 'postgres://shop:shop@localhost:5432/shop';
const pool = new Pool({ connectionString: address });
