package dev.dragoncode.ui.gallery;

import dev.dragoncode.change.ChangeSet;
import dev.dragoncode.change.FileEdit;
import dev.dragoncode.change.Proposal;
import dev.dragoncode.change.Question;
import dev.dragoncode.service.change.Applied;
import dev.dragoncode.service.change.FixControl;
import dev.dragoncode.service.change.FixSnapshot;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One change that is always the same and never made. */
record StillFixes() implements FixControl {

  @Override
  public SnapshotSource<FixSnapshot> applied() {
    return new SnapshotPublisher<>(new FixSnapshot(0, Optional.empty()));
  }

  @Override
  public Proposal preview(String check, Map<String, String> answers) {
    String before =
        """
        FROM eclipse-temurin:21-jre
        COPY target/shop.jar /shop.jar
        CMD java -jar /shop.jar
        """;
    String after =
        """
        FROM eclipse-temurin:21-jre
        COPY target/shop.jar /shop.jar
        USER 10001:10001
        CMD ["java", "-jar", "/shop.jar"]
        """;
    String ignored =
        """
        .git
        .env
        target/*
        !target/shop.jar
        """;
    return new Proposal(
        new ChangeSet(
            List.of(
                FileEdit.of("Dockerfile", Optional.of(before), after),
                FileEdit.of(".dockerignore", Optional.empty(), ignored))),
        List.of(),
        List.of("Look up the commit of acme/deploy@v3 and name it in ci.yml, line 31."),
        List.of("What the program writes must belong to user 10001."),
        List.of(new Question("tag", "Which version of the image should be deployed?", "1.4.2")),
        answers,
        Optional.empty());
  }

  @Override
  public Applied apply(String check, Proposal shown, boolean withMarks) {
    return new Applied("1", check, SampleWorld.NOW, shown.changes().paths());
  }

  @Override
  public Proposal undoing() {
    return preview("", Map.of());
  }

  @Override
  public void undo(boolean withMarks) {}
}
