package shop;

import io.jsonwebtoken.security.Keys;

class Tokens {
  Object key() {
    return Keys.hmacShaKeyFor("not-so-random-but-long-enough".getBytes());
  }
}
