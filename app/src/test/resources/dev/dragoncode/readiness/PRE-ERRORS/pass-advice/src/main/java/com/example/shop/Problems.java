package com.example.shop;

import org.springframework.web.bind.annotation.*;

@RestControllerAdvice
class Problems {
  @ExceptionHandler(OrderMissing.class)
  ProblemDetail missing(OrderMissing e) {
    return detail(e);
  }
}
