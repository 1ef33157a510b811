import { Hono } from "hono";

const app = new Hono();
app.get("/orders", (c) => c.json([]));
app.onError((error, c) => c.json({ error: "internal" }, 500));

export default app;
