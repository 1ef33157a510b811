package [=project.packageName].flags;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import org.springframework.stereotype.Component;

/** Asks whether a feature is on for somebody; off where nothing can tell. */
@Component
public class Flags {

  private final Client client;

  Flags(Client client) {
    this.client = client;
  }

  /**
   * @param flag a name in flags/flags.json
   * @param subject whom to ask for: a share of the users is chosen by it, the same ones each time
   */
  public boolean enabled(String flag, String subject) {
    return client.getBooleanValue(flag, false, new ImmutableContext(subject));
  }
}
