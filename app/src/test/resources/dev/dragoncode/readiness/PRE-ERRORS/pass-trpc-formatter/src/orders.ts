import { z } from "zod";

import { protectedProcedure, router } from "./trpc";

export const orders = router({
  all: protectedProcedure.query(({ ctx }) => ctx.db.orders()),
  place: protectedProcedure.input(z.object({ item: z.string() })).mutation(({ ctx, input }) => ctx.db.place(input)),
});
