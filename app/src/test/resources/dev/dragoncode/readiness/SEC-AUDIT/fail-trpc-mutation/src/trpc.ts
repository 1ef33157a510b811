import { initTRPC, TRPCError } from "@trpc/server";

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape }) => ({ ...shape, data: { code: shape.data.code } }),
});

export const router = t.router;
export const publicProcedure = t.procedure;
export const protectedProcedure = t.procedure.use(({ ctx, next }) => {
  if (!ctx.session?.user) {
    throw new TRPCError({ code: "UNAUTHORIZED" });
  }
  return next({ ctx: { user: ctx.session.user } });
});
