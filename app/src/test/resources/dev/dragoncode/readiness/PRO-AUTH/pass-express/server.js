const express = require("express");
const { requireAuth } = require("./auth");
const app = express();
app.use(requireAuth);
app.get("/orders", (req, res) => res.json([]));
