import { configure } from "../src/auth.js";

export const auth = configure({
  secret: "only-for-the-schema",
});
