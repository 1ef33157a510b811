package dev.dragoncode.readiness.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.project.locks.Ecosystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each ecosystem's versions stand in its own order. */
class VersionsTest {

  private static void inOrder(Ecosystem ecosystem, String... versions) {
    List<String> mixed = new ArrayList<>(Arrays.asList(versions));
    Collections.reverse(mixed);
    mixed.sort(Versions.of(ecosystem));
    assertThat(mixed).containsExactly(versions);
  }

  private static void same(Ecosystem ecosystem, String a, String b) {
    assertThat(Versions.of(ecosystem).compare(a, b)).isZero();
  }

  @Test
  void npmAndGoOrderBySemanticVersioning() {
    inOrder(
        Ecosystem.NPM,
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.9.0",
        "1.10.0",
        "99999999999999999999.0.0");
    inOrder(
        Ecosystem.GO,
        "v0.0.0-20190308221718-c2843e01d9a2",
        "v0.0.0-20220722155217-630584e8d5aa",
        "v1.2.2",
        "v1.2.3-0.20230101000000-abcdefabcdef",
        "v1.2.3",
        "v2.0.0+incompatible");
    same(Ecosystem.GO, "v1.2.3", "1.2.3");
    same(Ecosystem.NPM, "1.0.0+build.7", "1.0.0");
  }

  @Test
  void mavenKnowsItsQualifiers() {
    inOrder(
        Ecosystem.MAVEN,
        "1.0-alpha-2",
        "1.0-beta-1",
        "1.0-M3",
        "1.0-rc1",
        "1.0-SNAPSHOT",
        "1.0",
        "1.0-sp1",
        "1.0-jre9",
        "1.0.1",
        "1.2",
        "1.10");
    same(Ecosystem.MAVEN, "1.0.0", "1");
    same(Ecosystem.MAVEN, "5.3.0.RELEASE", "5.3");
    same(Ecosystem.MAVEN, "4.1.0.Final", "4.1");
  }

  @Test
  void pythonKnowsEpochsPreAndPostReleases() {
    inOrder(
        Ecosystem.PYPI,
        "not-a-version",
        "1.0.dev1",
        "1.0a1.dev2",
        "1.0a1",
        "1.0b2",
        "1.0rc1",
        "1.0",
        "1.0+local.1",
        "1.0.post1",
        "1.1",
        "1!0.1");
    same(Ecosystem.PYPI, "1.0.0", "1.0");
    same(Ecosystem.PYPI, "1.0-alpha_1", "1.0a1");
    same(Ecosystem.PYPI, "V1.0-1", "1.0.post1");
  }
}
