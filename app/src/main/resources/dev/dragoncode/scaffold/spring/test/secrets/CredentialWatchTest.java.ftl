package [=project.packageName].secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialWatchTest {

  private static final DatabaseCredentials FIRST = new DatabaseCredentials("service", "1");
  private static final DatabaseCredentials SECOND = new DatabaseCredentials("service", "2");

  private final List<Object> published = new ArrayList<>();
  private DatabaseCredentials stored = FIRST;
  private boolean away;

  private final CredentialWatch watch =
      new CredentialWatch(this::ask, FIRST, (Object event) -> published.add(event));

  @Test
  void tellsOfAChangeOnce() {
    stored = SECOND;
    watch.look();
    watch.look();
    assertThat(published).containsExactly(new CredentialsRotated(SECOND));
  }

  @Test
  void saysNothingWhereNothingChanges() {
    watch.look();
    assertThat(published).isEmpty();
  }

  @Test
  void keepsWhatItHasWhileTheStoreIsAway() {
    away = true;
    watch.look();
    assertThat(published).isEmpty();

    away = false;
    stored = SECOND;
    watch.look();
    assertThat(published).containsExactly(new CredentialsRotated(SECOND));
  }

  private DatabaseCredentials ask() {
    if (away) {
      throw new IllegalStateException("away");
    }
    return stored;
  }
}
