export function failed(error, ctx) {
  console.error("could not answer", error, ctx);
}
