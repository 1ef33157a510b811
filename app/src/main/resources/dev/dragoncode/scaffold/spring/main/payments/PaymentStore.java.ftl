package [=project.packageName].payments;

import java.util.Optional;
import java.util.UUID;

/** Where the service keeps how its payments stand. */
interface PaymentStore {

  /** Keeps it, unless the same payment is known to have succeeded: messages may come late. */
  void save(Payment payment);

  /** The one that succeeded if there is one, else the newest. */
  Optional<Payment> find(UUID reference);
}
