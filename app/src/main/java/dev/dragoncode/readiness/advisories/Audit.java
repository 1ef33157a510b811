package dev.dragoncode.readiness.advisories;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.Locks;
import dev.dragoncode.project.locks.MavenGraphs;
import dev.dragoncode.project.locks.PackageGraph;
import dev.dragoncode.project.locks.ResolvedPackage;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A project's packages held against advisories.
 *
 * @param asOf of when the advisories of each ecosystem in use are
 * @param without ecosystems in use of which there are no advisories
 */
public record Audit(
    List<PackageGraph> graphs,
    List<Vulnerability> vulnerabilities,
    Map<Ecosystem, Instant> asOf,
    Set<Ecosystem> without) {

  /** The worst first, then by name. */
  public static final Comparator<Vulnerability> ORDER =
      Comparator.comparing((Vulnerability v) -> !v.stops())
          .thenComparing(Vulnerability::severity)
          .thenComparing(v -> v.concerned().name())
          .thenComparing(v -> v.concerned().version())
          .thenComparing(Vulnerability::id)
          .thenComparing(Vulnerability::file);

  public Audit {
    graphs = List.copyOf(graphs);
    vulnerabilities = vulnerabilities.stream().sorted(ORDER).toList();
    asOf = Map.copyOf(asOf);
    without = Set.copyOf(without);
  }

  /** What the project's packages are: from lock files, and from POMs as Maven resolves them. */
  public static List<PackageGraph> graphs(ProjectView view, MavenGraphs maven) {
    List<PackageGraph> graphs = new ArrayList<>(view.get(Locks.FACT).graphs());
    List<Module> modules = view.get(Manifests.FACT).of(BuildTool.MAVEN);
    if (!modules.isEmpty()) {
      graphs.addAll(maven.of(view.root(), modules));
    }
    return graphs;
  }

  /**
   * Holds packages against advisories.
   *
   * @param ignored what the team accepts
   */
  public static Audit of(List<PackageGraph> graphs, AdvisorySource source, IgnoredVulns ignored) {
    Map<Ecosystem, Instant> asOf = new EnumMap<>(Ecosystem.class);
    Set<Ecosystem> without = EnumSet.noneOf(Ecosystem.class);
    List<Vulnerability> found = new ArrayList<>();
    for (PackageGraph graph : graphs) {
      Optional<Instant> known = source.asOf(graph.ecosystem());
      if (known.isEmpty()) {
        without.add(graph.ecosystem());
        continue;
      }
      asOf.put(graph.ecosystem(), known.get());
      for (ResolvedPackage each : graph.packages()) {
        found.addAll(of(each, graph, source, ignored));
      }
    }
    return new Audit(graphs, whereAsked(found), asOf, without);
  }

  /**
   * A package of Maven is in the graph of each module that needs another: of those only the modules
   * count that name a package on its way in a line of their own.
   */
  private static List<Vulnerability> whereAsked(List<Vulnerability> found) {
    Map<String, List<Vulnerability>> same = new LinkedHashMap<>();
    for (Vulnerability each : found) {
      boolean maven = each.concerned().ecosystem() == Ecosystem.MAVEN;
      String key = each.id() + " " + each.concerned().id() + (maven ? "" : " " + each.file());
      same.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
    }
    return same.values().stream().flatMap(each -> asked(each).stream()).toList();
  }

  private static List<Vulnerability> asked(List<Vulnerability> same) {
    List<Vulnerability> own = same.stream().filter(v -> v.line() > 0).toList();
    return own.isEmpty() ? same.subList(0, 1) : own;
  }

  private static List<Vulnerability> of(
      ResolvedPackage each, PackageGraph graph, AdvisorySource source, IgnoredVulns ignored) {
    String name = each.ecosystem().normalized(each.name());
    List<Advisory> all = source.of(each.ecosystem(), name);
    List<Advisory> hits =
        all.stream().filter(a -> a.affects(each.ecosystem(), each.version())).toList();
    if (hits.isEmpty()) {
      return List.of();
    }
    Optional<String> fixed = Advisory.fix(all, each.ecosystem(), each.version());
    List<Vulnerability> found = new ArrayList<>();
    for (List<Advisory> same : bySameAlias(hits)) {
      Advisory first = same.stream().min(Comparator.comparing(Audit::rank)).orElseThrow();
      Set<String> others = new LinkedHashSet<>();
      same.forEach(a -> {
        others.add(a.id());
        others.addAll(a.aliases());
      });
      others.remove(first.id());
      Advisory worst = same.stream().min(Comparator.comparing(Advisory::severity)).orElseThrow();
      // of a vulnerability that no release mends there is nothing to go to
      boolean mended =
          same.stream().anyMatch(a -> !a.fixesAfter(each.ecosystem(), each.version()).isEmpty());
      Vulnerability made =
          new Vulnerability(
              each,
              graph.file(),
              graph.line(each),
              first.id(),
              List.copyOf(others),
              first.summary().isEmpty() ? worst.summary() : first.summary(),
              worst.severity(),
              worst.score(),
              same.stream().anyMatch(Advisory::disputed),
              mended ? fixed : Optional.empty(),
              Optional.empty());
      found.add(ignored.applied(made));
    }
    return found;
  }

  /** GitHub's records are the most reviewed; those of one language's own database come next. */
  private static String rank(Advisory advisory) {
    String id = advisory.id();
    return (id.startsWith("GHSA-") ? "0" : id.startsWith("CVE-") ? "2" : "1") + id;
  }

  /** Groups records of one vulnerability: those that share an id or an alias. */
  private static List<List<Advisory>> bySameAlias(List<Advisory> hits) {
    List<List<Advisory>> groups = new ArrayList<>();
    List<Set<String>> names = new ArrayList<>();
    for (Advisory each : hits) {
      Set<String> own = new LinkedHashSet<>(each.aliases());
      own.add(each.id());
      List<Advisory> group = new ArrayList<>(List.of(each));
      for (int i = groups.size() - 1; i >= 0; i--) {
        if (names.get(i).stream().anyMatch(own::contains)) {
          own.addAll(names.remove(i));
          group.addAll(0, groups.remove(i));
        }
      }
      groups.add(group);
      names.add(own);
    }
    return groups;
  }

  /**
   * The same with what another program found; what is known already counts once.
   *
   * @param asOf of when its data is, which then stands for ecosystems of which there is none here
   */
  public Audit with(List<Vulnerability> others, Optional<Instant> asOf, IgnoredVulns ignored) {
    List<Vulnerability> all = new ArrayList<>(vulnerabilities);
    for (Vulnerability other : others) {
      boolean known =
          all.stream()
              .anyMatch(v ->
                  v.concerned().id().equals(other.concerned().id())
                      && (v.named(other.id()) || other.aliases().stream().anyMatch(v::named)));
      if (!known) {
        all.add(ignored.applied(placed(other)));
      }
    }
    Map<Ecosystem, Instant> ages = new EnumMap<>(Ecosystem.class);
    ages.putAll(this.asOf);
    Set<Ecosystem> missing = EnumSet.noneOf(Ecosystem.class);
    missing.addAll(without);
    asOf.ifPresent(at -> {
      without.forEach(each -> ages.putIfAbsent(each, at));
      missing.clear();
    });
    return new Audit(graphs, all, ages, missing);
  }

  /** With the way and the line of the same package in a graph of ours. */
  private Vulnerability placed(Vulnerability other) {
    for (PackageGraph graph : graphs) {
      for (ResolvedPackage each : graph.packages()) {
        if (each.ecosystem() == other.concerned().ecosystem()
            && each.id().equals(other.concerned().id())) {
          return other.at(each, graph.file(), graph.line(each));
        }
      }
    }
    return other;
  }

  /** Those that stop a release. */
  public List<Vulnerability> stopping() {
    return vulnerabilities.stream().filter(Vulnerability::stops).toList();
  }

  /** Those of the program itself of which nobody can say whether they stop it. */
  public List<Vulnerability> undecided() {
    return vulnerabilities.stream().filter(Vulnerability::undecided).toList();
  }

  /** Why packages may be missing. */
  public List<String> gaps() {
    return graphs.stream().flatMap(g -> g.gaps().stream()).distinct().toList();
  }

  /** How many packages were looked at. */
  public int packages() {
    return (int)
        graphs.stream()
            .flatMap(g -> g.packages().stream())
            .map(p -> p.ecosystem() + p.id())
            .distinct()
            .count();
  }

  /** Of when the oldest advisories are that were used. */
  public Optional<Instant> oldest() {
    return asOf.values().stream().min(Comparator.naturalOrder());
  }
}
