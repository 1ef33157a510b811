[#import "/spring/java.ftl" as java]

package [=project.packageName].[=resource.packageName];

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store has to do; a test class for each extends it. */
abstract class [=resource.type]StoreContract {

  /** Later than whatever else is in the store. */
  private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

  private final List<UUID> inserted = new ArrayList<>();

  abstract [=resource.type]Store store();

  @AfterEach
  void cleanUp() {
    inserted.forEach(store()::delete);
  }

  @Test
  void findsWhatWasInserted() {
    [=resource.type] item = insert(LATE);
    assertThat(store().find(item.id())).contains(item);
  }

  @Test
  void listsTheNewestFirstAndGoesOnBehindAPlace() {
    [=resource.type] middle = insert(LATE.plusSeconds(1));
    [=resource.type] newest = insert(LATE.plusSeconds(2));
    [=resource.type] oldest = insert(LATE);

    assertThat(store().list(null, 2)).containsExactly(newest, middle);
    assertThat(store().list(Cursor.at(middle), 1)).containsExactly(oldest);
  }

  @Test
  void leavesNothingOutBetweenPagesWhereTimesAreEqual() {
    List<[=resource.type]> items = List.of(insert(LATE), insert(LATE), insert(LATE));

    List<[=resource.type]> first = store().list(null, 1);
    List<[=resource.type]> rest = store().list(Cursor.at(first.getFirst()), 2);

    assertThat(first).doesNotContainAnyElementsOf(rest);
    assertThat(items).containsAll(first).containsAll(rest);
  }

  @Test
  void replacesWhatIsThere() {
    [=resource.type] item = insert(LATE);
    [=resource.type] changed = [=resource.type]Samples.other(item.id(), LATE);
    assertThat(store().update(item.id(), before -> changed)).contains(changed);
    assertThat(store().find(item.id())).contains(changed);
  }

  @Test
  void replacesNothingThatIsMissing() {
    assertThat(store().update(UUID.randomUUID(), before -> before)).isEmpty();
  }

  @Test
  void deletesOnce() {
    [=resource.type] item = insert(LATE);
    assertThat(store().delete(item.id())).isTrue();
    assertThat(store().delete(item.id())).isFalse();
    assertThat(store().find(item.id())).isEmpty();
  }

  private [=resource.type] insert(Instant createdAt) {
    [=resource.type] item = [=resource.type]Samples.sample(UUID.randomUUID(), createdAt);
    store().insert(item);
    inserted.add(item.id());
    return item;
  }
}
