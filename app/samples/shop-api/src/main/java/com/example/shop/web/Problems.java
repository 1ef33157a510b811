package com.example.shop.web;

import com.example.shop.orders.UnknownProductException;
import com.example.shop.payments.PaymentDeclinedException;
import com.example.shop.payments.PaymentUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns failures into problem+json; Spring's own exceptions are covered by the base class. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ProblemDetail unknownProduct(UnknownProductException e) {
    return problem(HttpStatus.UNPROCESSABLE_CONTENT, "Unknown product", e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail declined(PaymentDeclinedException e) {
    ProblemDetail problem =
        problem(HttpStatus.PAYMENT_REQUIRED, "Payment declined", "The card was declined.");
    problem.setProperty("code", e.code());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail paymentUnavailable(PaymentUnavailableException e) {
    log.warn("payment gateway: {}", e.getCause().toString());
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "Payment unavailable",
        "The payment gateway did not answer. Try again in a moment.");
  }

  @ExceptionHandler
  ProblemDetail unexpected(Exception e) {
    log.error("unexpected failure", e);
    return problem(
        HttpStatus.INTERNAL_SERVER_ERROR, "Internal error", "Something went wrong on our side.");
  }

  private static ProblemDetail problem(HttpStatus status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return problem;
  }
}
