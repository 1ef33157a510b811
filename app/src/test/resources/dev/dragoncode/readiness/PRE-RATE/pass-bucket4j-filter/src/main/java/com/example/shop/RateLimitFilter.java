package com.example.shop;

import io.github.bucket4j.Bucket;
import org.springframework.web.filter.OncePerRequestFilter;

class RateLimitFilter extends OncePerRequestFilter {
  private final Bucket bucket = make();

  @Override
  protected void doFilterInternal(Req q, Res r, Chain c) {
    if (bucket.tryConsume(1)) {
      c.doFilter(q, r);
    }
  }
}
