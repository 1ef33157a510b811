package [=project.packageName].payments;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
[#if has.database]
import org.springframework.context.annotation.Profile;
[/#if]
import org.springframework.stereotype.Repository;

/** Keeps payments until the process ends. */
@Repository
[#if has.database]
@Profile("local")
[/#if]
class InMemoryPaymentStore implements PaymentStore {

  private final Map<String, Payment> payments = new ConcurrentHashMap<>();

  @Override
  public void save(Payment payment) {
    payments.merge(payment.id(), payment, (known, now) -> succeeded(known) ? known : now);
  }

  @Override
  public Optional<Payment> find(UUID reference) {
    return payments.values().stream()
        .filter(payment -> payment.reference().equals(reference))
        .max(Comparator.comparing(InMemoryPaymentStore::succeeded));
  }

  private static boolean succeeded(Payment payment) {
    return payment.status() == Payment.Status.SUCCEEDED;
  }
}
