const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

[#if fastify]
interface GuardedRoute {
  method: string | string[];
  preHandler?: unknown;
}

/**
 * A hook for onRoute: changes nothing for whom authentication let in without this role. It is the
 * last to be asked before the route itself. Routes that ask nobody for a name stay open.
 */
export function requireRoleToWrite(role: string) {
  const guard = async (request: object): Promise<void> => {
    if (!allowed(request, role)) {
      throw Object.assign(new Error(`This needs the role ${role}.`), { statusCode: 403 });
    }
  };
  return (route: GuardedRoute): void => {
    if ([route.method].flat().some((method) => WRITES.has(method))) {
      route.preHandler = [route.preHandler ?? [], guard].flat();
    }
  };
}
[#else]
interface GuardedRequest {
  method: string;
}

interface GuardedResponse {
  status(code: number): { json(body: unknown): unknown };
}

/**
 * Goes behind authentication and before the routes: changes nothing for whom it let in without this
 * role. Requests that nobody was asked a name for stay open.
 */
export function requireRoleToWrite(role: string) {
  return (request: GuardedRequest, response: GuardedResponse, next: () => void): void => {
    if (!WRITES.has(request.method) || allowed(request, role)) {
      next();
    } else {
      response.status(403).json({ title: 'Forbidden', status: 403, detail: `This needs the role ${role}.` });
    }
  };
}
[/#if]

/** Whoever authentication put on the request, if anybody, has the role. */
function allowed(request: object, role: string): boolean {
  const { user, auth } = request as { user?: unknown; auth?: unknown };
  const who = user ?? auth;
  if (who === undefined || who === null) {
    return true;
  }
  const given = (who as Record<string, unknown>)['[=claim]'];
  return (Array.isArray(given) ? given : String(given ?? '').split(/[ ,]+/)).includes(role);
}
