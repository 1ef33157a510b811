package [=project.packageName].payments;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Answers a charge that did not come about. */
public class PaymentException extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  private PaymentException(HttpStatus status, String detail, Throwable cause) {
    super(status, cause);
    setDetail(detail);
  }

  /** The customer has to do something: another card, more money. */
  static PaymentException declined(String reason, Throwable cause) {
    return new PaymentException(HttpStatus.PAYMENT_REQUIRED, "Declined: " + reason, cause);
  }

  /** The same attempt may be made again later; it is charged once. */
  static PaymentException unavailable(Throwable cause) {
    return new PaymentException(
        HttpStatus.BAD_GATEWAY, "The payment provider gave no answer; try again", cause);
  }
}
