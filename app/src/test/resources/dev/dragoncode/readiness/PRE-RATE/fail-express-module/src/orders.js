export function orders(request, response) {
  response.json([])
}
