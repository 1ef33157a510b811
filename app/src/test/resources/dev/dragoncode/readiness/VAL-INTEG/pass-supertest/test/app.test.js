const request = require('supertest');
const app = require('../app');

test('orders', async () => {
  await request(app).get('/orders').expect(200);
});
