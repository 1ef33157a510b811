import express from "express";
import { secret } from "../scripts/keys.js";
express().listen(3000, secret);
