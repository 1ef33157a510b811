package [=project.packageName].web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
[#if has.database]
import org.springframework.dao.DataAccessResourceFailureException;
[/#if]
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
[#if has.database]
import org.springframework.transaction.CannotCreateTransactionException;
[/#if]
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every error as a problem detail (RFC 9457), without saying how the service is built. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  /** A field of a body and what is wrong with it. */
  record FieldProblem(String field, @Nullable String problem) {}

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldProblem> fields =
        e.getFieldErrors().stream()
            .map(error -> new FieldProblem(error.getField(), error.getDefaultMessage()))
            .toList();
    e.getBody().setProperty("fields", fields);
    return super.handleMethodArgumentNotValid(e, headers, status, request);
  }

  /** RFC 6750: a client learns that it needs a token, and not why its own was refused. */
  @ExceptionHandler
  ResponseEntity<ProblemDetail> handle(AuthenticationException e) {
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .body(ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "A valid token is needed"));
  }

  @ExceptionHandler
  ProblemDetail handle(AccessDeniedException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "Your roles do not allow this");
  }

[#if has.database]
  /** The caller may try again: readiness sends requests elsewhere, or the database comes back. */
  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class
  })
  ProblemDetail handleStoreAway(RuntimeException e) {
    LOG.error("The database cannot be had", e);
    return ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
  }

[/#if]
  @ExceptionHandler
  ProblemDetail handle(Exception e) {
    LOG.error("A request failed", e);
    return ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
  }
}
