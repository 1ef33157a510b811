import swagger from '@fastify/swagger';
import fp from 'fastify-plugin';

/** Makes the API's contract from the schemas that requests are validated by, so that they agree. */
export const openapi = fp(async (app) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '[=project.title]',
        version: '1',
        description: '[=project.description]',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
});
