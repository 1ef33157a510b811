import { z } from "zod";

import { publicProcedure, router } from "./trpc";

export const orders = router({
  all: publicProcedure.query(({ ctx }) => ctx.db.orders()),
  place: publicProcedure.input(z.object({ item: z.string() })).mutation(({ ctx, input }) => ctx.db.place(input)),
});
