package dev.dragoncode.project.manifest;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.syntax.KeyValues;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings that a project's configuration files make.
 *
 * @param files application files of Spring and Quarkus, and dot-env files
 */
public record Configuration(List<ConfigFile> files) {

  /** The configuration of a project. */
  public static final Fact<Configuration> FACT = new Fact<>("configuration", Configuration::read);

  private static final Syntax<List<List<Node.Setting>>> YAML =
      (_, text) -> Yaml.documents(text).stream().map(Node::flatten).toList();
  private static final Syntax<List<List<Node.Setting>>> PROPERTIES =
      (_, text) -> List.of(KeyValues.properties(text));

  private static final Pattern NAME =
      Pattern.compile("(application|bootstrap)(-[\\w-]+)?\\.(ya?ml|properties)");

  /** An item of a list of plain values. */
  private static final Pattern ITEM = Pattern.compile("(.+)\\[\\d+]");

  /** Reads a .env file. */
  public static final Syntax<List<Node.Setting>> DOT_ENV = (_, text) -> KeyValues.dotEnv(text);

  /**
   * A configuration file, or one document of it.
   *
   * @param profile for which it holds; empty for always
   * @param env whether it is a dot-env file
   */
  public record ConfigFile(
      String path, Optional<String> profile, boolean env, List<Node.Setting> settings) {}

  /** A setting and the file that makes it. */
  public record Located(String file, Node.Setting setting, Optional<String> profile) {
    public String value() {
      return setting.value();
    }

    public int line() {
      return setting.line();
    }
  }

  private static Configuration read(ProjectView view) {
    List<ConfigFile> found = new ArrayList<>();
    for (String extension : List.of("yaml", "yml")) {
      for (IndexedFile file : view.withExtension(extension)) {
        if (application(file)) {
          view.parse(file, YAML)
              .value()
              .ifPresent(documents -> documents.forEach(d -> found.add(config(file, d))));
        }
      }
    }
    for (IndexedFile file : view.withExtension("properties")) {
      if (application(file)) {
        view.parse(file, PROPERTIES)
            .value()
            .ifPresent(documents -> documents.forEach(d -> found.add(config(file, d))));
      }
    }
    for (Module module : view.get(Manifests.FACT).modules()) {
      dotEnv(view, module.folder(), found);
    }
    if (view.get(Manifests.FACT).modules().stream().noneMatch(m -> m.folder().isEmpty())) {
      dotEnv(view, "", found);
    }
    return new Configuration(List.copyOf(found));
  }

  private static void dotEnv(ProjectView view, String folder, List<ConfigFile> found) {
    for (IndexedFile file : view.inFolder(folder, ".env")) {
      if (file.name().equals(".env") || file.name().startsWith(".env.")) {
        List<Node.Setting> settings = view.parse(file, DOT_ENV).value().orElse(List.of());
        if (found.stream().noneMatch(each -> each.path.equals(file.path()))) {
          found.add(new ConfigFile(file.path(), Optional.empty(), true, settings));
        }
      }
    }
  }

  private static boolean application(IndexedFile file) {
    return (file.name().startsWith("application") || file.name().startsWith("bootstrap"))
        && NAME.matcher(file.name()).matches()
        && !file.path().contains("src/test/")
        && !file.path().contains("testdata/");
  }

  private static ConfigFile config(IndexedFile file, List<Node.Setting> said) {
    List<Node.Setting> settings = withLists(said);
    String name = file.name().substring(0, file.name().lastIndexOf('.'));
    int dash = name.indexOf('-');
    Optional<String> profile =
        dash > 0
            ? Optional.of(name.substring(dash + 1))
            : settings.stream()
                .filter(s ->
                    s.key().equals("spring.config.activate.on-profile")
                        || s.key().equals("spring.profiles"))
                .map(Node.Setting::value)
                .findFirst();
    return new ConfigFile(file.path(), profile, false, settings);
  }

  /**
   * Adds to the items of each list the list as one value with commas, which means the same to
   * Spring: {@code include[0]} and {@code include[1]} are {@code include}, too.
   */
  private static List<Node.Setting> withLists(List<Node.Setting> settings) {
    Map<String, Node.Setting> lists = new LinkedHashMap<>();
    for (Node.Setting each : settings) {
      Matcher item = ITEM.matcher(each.key());
      if (item.matches()) {
        lists.merge(
            item.group(1),
            new Node.Setting(item.group(1), each.value(), each.line()),
            (all, next) ->
                new Node.Setting(all.key(), all.value() + "," + next.value(), all.line()));
      }
    }
    return Stream.concat(settings.stream(), lists.values().stream()).toList();
  }

  /** Every setting of application files, those of profiles too. */
  public Stream<Located> all() {
    return files.stream()
        .filter(each -> !each.env)
        .flatMap(f -> f.settings.stream().map(s -> new Located(f.path, s, f.profile)));
  }

  /** The first setting of an application file with this key, however it is spelled. */
  public Optional<Located> find(String key) {
    String wanted = KeyValues.relaxed(key);
    return find(setting -> KeyValues.relaxed(setting.key()).equals(wanted));
  }

  /** The first setting of an application file that the rule accepts. */
  public Optional<Located> find(Predicate<Node.Setting> rule) {
    return all().filter(each -> rule.test(each.setting)).findFirst();
  }
}
