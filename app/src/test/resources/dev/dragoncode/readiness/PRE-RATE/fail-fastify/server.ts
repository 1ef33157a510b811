import Fastify from "fastify";

const app = Fastify({
  logger: { level: "info" },
});

app.get("/orders", async () => []);

await app.listen({ port: Number(process.env.PORT) });
