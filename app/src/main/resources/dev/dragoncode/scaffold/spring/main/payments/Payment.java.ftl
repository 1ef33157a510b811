package [=project.packageName].payments;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * A charge and how it stands.
 *
 * @param id the payment provider's
 * @param reference what is paid for
 */
public record Payment(
    String id,
    UUID reference,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
    Status status) {

  /** Only a payment that has succeeded or failed changes no more. */
  public enum Status {
    PENDING,
    SUCCEEDED,
    FAILED
  }
}
