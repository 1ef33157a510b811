export default async function () {
  await fetch("https://registry.npmjs.org/zod");
}
