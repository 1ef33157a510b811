import jwt from '@fastify/jwt';
import Fastify from 'fastify';

const app = Fastify({ logger: true });

await app.register(jwt, { secret: { public: process.env.JWT_PUBLIC_KEY } });
app.addHook('onRequest', async (request) => {
  await request.jwtVerify();
});
app.get('/orders', async () => []);
app.post('/orders', async (_request, reply) => reply.code(201).send());

await app.listen({ port: 3000 });
