import type { FastifyRequest } from 'fastify';
import { Problem } from '../problem.js';

/** Each may do what the one before may. Tokens carry them in the claim `roles`. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Lets only those through who have this role or a higher one. */
export function requireRole(role: Role): (request: FastifyRequest) => Promise<void> {
  const enough = ROLES.slice(ROLES.indexOf(role));
  return async (request) => {
    const given: readonly string[] = request.user.roles ?? [];
    if (!enough.some((each) => given.includes(each))) {
      throw new Problem(403, `This needs the role ${role}.`);
    }
  };
}
