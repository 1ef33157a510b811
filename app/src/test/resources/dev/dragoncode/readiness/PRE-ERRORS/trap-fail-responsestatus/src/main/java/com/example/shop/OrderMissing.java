package com.example.shop;

import org.springframework.web.bind.annotation.ResponseStatus;

@ResponseStatus(code = NOT_FOUND)
class OrderMissing extends RuntimeException {
  // instead of @ExceptionHandler in a @RestControllerAdvice
}
