package [=project.packageName].payments;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What somebody agreed to pay.
 *
 * @param reference what is paid for
 * @param method the provider's name of a card or account, as its page in the browser gave it
 * @param attempt chosen by the client: the same attempt is never charged twice
 */
public record Charge(UUID reference, BigDecimal amount, String method, String attempt) {}
