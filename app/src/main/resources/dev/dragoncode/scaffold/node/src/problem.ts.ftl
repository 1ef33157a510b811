import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Type, type Static } from 'typebox';

const ProblemBody = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    requestId: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
  },
  { description: 'RFC 9457' },
);
type ProblemBody = Static<typeof ProblemBody>;

/** What a route answers where it cannot do what was asked; spread it into the route's responses. */
export const problemResponses = { '4xx': ProblemBody, '5xx': ProblemBody };

/** An expected failure, with what the client is told about it. */
export class Problem extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Problem';
  }
}

/** Answers every error as problem+json. What went wrong inside stays inside, in the log. */
export const problems = fp(async (app) => {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode !== undefined && error.statusCode >= 400 ? error.statusCode : 500;
    if (status >= 500) {
      request.log.error({ err: error }, 'request failed');
    }
    if (status === 401) {
      void reply.header('www-authenticate', 'Bearer');
    }
    return send(request, reply, status, {
      ...((status < 500 || error instanceof Problem) && {
        detail: error.validation === undefined ? error.message : 'The request is not valid.',
      }),
      ...(error.validation && {
        errors: error.validation.map(({ instancePath, message }) => ({
          path: `${error.validationContext ?? 'body'}${instancePath}`,
          message: message ?? 'is not valid',
        })),
      }),
    });
  });

  app.setNotFoundHandler((request, reply) => send(request, reply, 404, {}));
});

function send(request: FastifyRequest, reply: FastifyReply, status: number, more: Partial<ProblemBody>): FastifyReply {
  const body: ProblemBody = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    requestId: request.id,
    ...more,
  };
  return reply.code(status).type('application/problem+json').send(body);
}
