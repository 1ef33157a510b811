package dev.dragoncode.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileIndexTest {

  private final FolderFixture folder = new FolderFixture();

  @Test
  void answersByNameExtensionAndFolder() {
    FileIndex index =
        index(file("pom.xml", 1), file("api/pom.xml", 1), file("api/src/A.java", 1), secret());

    assertThat(index.named("pom.xml"))
        .extracting(f -> f.path())
        .containsExactly("api/pom.xml", "pom.xml");
    assertThat(index.withExtension("java")).hasSize(1);
    assertThat(index.inFolder("")).extracting(f -> f.path()).containsExactly(".env", "pom.xml");
    assertThat(index.under("api")).hasSize(2);
    assertThat(index.hasFolder("api/src")).isTrue();
    assertThat(index.hasFolder("ap")).isFalse();
    assertThat(index.size()).isEqualTo(3);
  }

  @Test
  void aRemovedFolderTakesItsFilesAlong() {
    FileIndex index = index(file("a/b/C.java", 1), file("a/D.java", 1), file("ab/E.java", 1));

    FileIndex after = index.with(List.of(), Set.of("a"));

    assertThat(after.withExtension("java")).extracting(f -> f.path()).containsExactly("ab/E.java");
    assertThat(after.size()).isEqualTo(1);
    assertThat(index.size()).as("the earlier index is as it was").isEqualTo(3);
  }

  @Test
  void anyChangesGiveWhatAFreshIndexWouldGive() {
    Random random = new Random(7);
    Map<String, IndexedFile> expected = new HashMap<>();
    FileIndex index = index();
    for (int step = 0; step < 2_000; step++) {
      String path = "d" + random.nextInt(5) + "/f" + random.nextInt(20) + ".e" + random.nextInt(3);
      if (random.nextInt(4) == 0) {
        index = index.with(List.of(), Set.of(path));
        expected.remove(path);
      } else {
        IndexedFile file = new IndexedFile(path, step, step, random.nextInt(5) == 0);
        index = index.with(List.of(file), Set.of());
        expected.put(path, file);
      }
    }

    FileIndex fresh = FileIndex.of(folder, expected.values());
    assertThat(index.size()).isEqualTo(fresh.size());
    for (int i = 0; i < 3; i++) {
      assertThat(index.withExtension("e" + i)).isEqualTo(fresh.withExtension("e" + i));
    }
    List<IndexedFile> all = new ArrayList<>();
    index.forEach(all::add);
    all.sort(Comparator.comparing(IndexedFile::path));
    assertThat(all)
        .isEqualTo(
            expected.values().stream().sorted(Comparator.comparing(IndexedFile::path)).toList());
  }

  private FileIndex index(IndexedFile... files) {
    return FileIndex.of(folder, List.of(files));
  }

  private static IndexedFile file(String path, long size) {
    return new IndexedFile(path, size, 0, false);
  }

  private static IndexedFile secret() {
    return new IndexedFile(".env", 1, 0, true);
  }
}
