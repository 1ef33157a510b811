package shop;

import io.jsonwebtoken.security.Keys;

class Tokens {
  private static final String SECRET = "Not-So-Random-1";

  Object key() {
    return Keys.hmacShaKeyFor(SECRET.getBytes());
  }
}
