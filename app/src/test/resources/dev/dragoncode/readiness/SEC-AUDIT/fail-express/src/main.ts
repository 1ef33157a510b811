import express from "express";
import { expressjwt } from "express-jwt";
import { key } from "./key";

const app = express();

app.use(express.json());
app.use(
  expressjwt({ secret: key(), algorithms: ["RS256"] }).unless({ path: ["/health"] }),
);
app.get("/orders", (_req, res) => {
  res.json([]);
});
app.post("/orders", (_req, res) => {
  res.sendStatus(201);
});

app.listen(3000);
