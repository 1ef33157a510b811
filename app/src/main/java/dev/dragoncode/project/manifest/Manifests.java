package dev.dragoncode.project.manifest;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Every module of the project with what it depends on.
 *
 * @param modules those that ship, the outermost first; fixtures, samples and examples are left out
 *     unless there is nothing else
 * @param broken manifests that break their format
 */
public record Manifests(List<Module> modules, List<Parsed<?>> broken) {

  /** The manifests of a project. */
  public static final Fact<Manifests> FACT = new Fact<>("manifests", Manifests::read);

  public Manifests {
    modules = List.copyOf(modules);
    broken = List.copyOf(broken);
  }

  private static Manifests read(ProjectView view) {
    List<Parsed<?>> broken = new ArrayList<>();
    List<Module> all = new ArrayList<>();
    all.addAll(MavenReader.read(view, broken));
    all.addAll(GradleReader.read(view, broken));
    all.addAll(NodeReader.read(view, broken));
    all.addAll(PythonReader.read(view, broken));
    all.addAll(GoReader.read(view));
    // of the repository around the project only parents are of interest
    all.removeIf(each -> each.manifest().startsWith("../"));
    broken.removeIf(each -> each.path().startsWith("../"));
    all.sort(
        Comparator.comparingInt((Module m) -> depth(m.folder()))
            .thenComparing(Module::folder)
            .thenComparing(Module::tool));
    List<Module> shipped = all.stream().filter(each -> !Paths.notShipped(each.manifest())).toList();
    broken.removeIf(each -> Paths.notShipped(each.path()));
    return new Manifests(shipped.isEmpty() ? all : shipped, broken);
  }

  private static int depth(String folder) {
    return folder.isEmpty() ? 0 : folder.split("/").length;
  }

  /** Modules built by one of these tools. */
  public List<Module> of(BuildTool... tools) {
    List<BuildTool> wanted = List.of(tools);
    return modules.stream().filter(each -> wanted.contains(each.tool())).toList();
  }

  /** Modules whose platform is one of Java, Node, Python and Go. */
  public List<Module> on(String platform) {
    return modules.stream().filter(each -> each.tool().platform().equals(platform)).toList();
  }

  /** The innermost module that holds the file. */
  public Optional<Module> moduleOf(String path) {
    return modules.stream()
        .filter(each -> each.holds(path))
        .max(Comparator.comparingInt(each -> each.folder().length()));
  }

  /** All dependencies of the program itself. */
  public Stream<Dependency> runtime() {
    return modules.stream().flatMap(m -> m.dependencies().stream()).filter(Dependency::main);
  }

  /** The first dependency of the program itself that the rule accepts. */
  public Optional<Dependency> uses(Predicate<Dependency> rule) {
    return runtime().filter(rule).findFirst();
  }

  /** The first dependency of the program itself with one of these names. */
  public Optional<Dependency> uses(String... names) {
    List<String> wanted = List.of(names);
    return uses(each -> wanted.contains(each.name()));
  }

  /** The first dependency, for tests or not, with one of these names. */
  public Optional<Dependency> any(String... names) {
    List<String> wanted = List.of(names);
    return modules.stream()
        .flatMap(m -> m.dependencies().stream())
        .filter(each -> wanted.contains(each.name()))
        .findFirst();
  }
}
