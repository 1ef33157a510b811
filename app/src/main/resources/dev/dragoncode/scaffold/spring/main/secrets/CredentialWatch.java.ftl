package [=project.packageName].secrets;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks at the secret store now and then, and tells when credentials have changed. */
class CredentialWatch {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialWatch.class);

  private final SecretStore store;
  private final ApplicationEventPublisher events;
  private DatabaseCredentials known;

  CredentialWatch(SecretStore store, DatabaseCredentials known, ApplicationEventPublisher events) {
    this.store = store;
    this.known = known;
    this.events = events;
  }

  @Scheduled(initialDelayString = "${secrets.refresh}", fixedDelayString = "${secrets.refresh}")
  synchronized void look() {
    DatabaseCredentials now;
    try {
      now = store.database();
    } catch (RuntimeException e) {
      LOG.warn("The secret store cannot be asked; the credentials stay as they are", e);
      return;
    }
    if (!now.equals(known)) {
      known = now;
      events.publishEvent(new CredentialsRotated(now));
    }
  }
}
