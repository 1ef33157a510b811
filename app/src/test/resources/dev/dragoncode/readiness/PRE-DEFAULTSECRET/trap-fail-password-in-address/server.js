const { Pool } = require('pg');

const pool = new Pool({ connectionString: 'postgres://postgres:postgres@db/postgres' });
