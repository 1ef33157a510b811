package dev.dragoncode.scaffold;

import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.versions.KnownVersions;
import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the files of a project from what its people answered: those of its stack, and those that
 * every stack has. Templates are FreeMarker's, with square brackets, so that the braces of the
 * languages they are written in mean nothing to it.
 */
public final class Template {

  private static final List<String> SHARED = List.of("common");

  private final Configuration freemarker = freemarker();

  /**
   * A file of a project.
   *
   * @param path relative to the project, with forward slashes
   * @param executable whether it may be run
   */
  public record File(String path, String text, boolean executable) {}

  private static Configuration freemarker() {
    Configuration made = new Configuration(Configuration.VERSION_2_3_34);
    made.setTemplateLoader(new ClassTemplateLoader(Template.class, ""));
    made.setDefaultEncoding("UTF-8");
    made.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
    made.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
    made.setNumberFormat("computer");
    made.setLocalizedLookup(false);
    made.setLogTemplateExceptions(false);
    made.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    made.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    return made;
  }

  /** The files of a project, by their order in the templates. */
  public List<File> files(Answers answers) {
    Map<String, Object> model = TemplateModel.of(answers);
    model.put("v", TemplateModel.plain(ScaffoldFiles.yaml("versions.yaml")));
    model.put("action", (TemplateMethodModelEx) arguments -> action(arguments));
    model.put("image", (TemplateMethodModelEx) arguments -> image(arguments));
    model.put(
        "stack", TemplateModel.plain(ScaffoldFiles.yaml(answers.stack().id() + "/stack.yaml")));
    List<File> files = new ArrayList<>();
    List<String> sources = new ArrayList<>(List.of(answers.stack().id()));
    sources.addAll(SHARED);
    for (String source : sources) {
      for (Node each : ScaffoldFiles.yaml(source + "/files.yaml").items("files")) {
        if (each.text("when").map(when -> holds(when, model)).orElse(true)) {
          String from = source + "/" + each.text("template").orElseThrow();
          files.add(
              new File(
                  text("the path of " + from, each.text("path").orElseThrow(), model),
                  each.text("locks")
                      .map(manifest -> locked(from, manifest, files))
                      .orElseGet(() -> rendered(from, model)),
                  each.text("executable").filter("true"::equals).isPresent()));
        }
      }
    }
    return files;
  }

  /**
   * One file's text, for a project that was made elsewhere.
   *
   * @param path of the template, below the scaffold's folder
   * @param model what the template asks for
   */
  public String one(String path, Map<String, Object> model) {
    return rendered(path, model);
  }

  /** The version that new projects take of a library. */
  public static String version(String library) {
    return ScaffoldFiles.yaml("versions.yaml")
        .text(library)
        .orElseThrow(() -> new IllegalStateException("No version of " + library));
  }

  /** What of a lock of all packages is for a manifest that was made before. */
  private static String locked(String lock, String manifest, List<File> made) {
    return made.stream()
        .filter(file -> file.path().equals(manifest))
        .map(file -> NpmLockPruner.prune(ScaffoldFiles.text(lock), file.text()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(lock + " comes before " + manifest));
  }

  private boolean holds(String when, Map<String, Object> model) {
    return text(when, "[#if " + when + "]yes[/#if]", model).equals("yes");
  }

  private String text(String name, String source, Map<String, Object> model) {
    try {
      return write(new freemarker.template.Template(name, source, freemarker), model);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private String rendered(String path, Map<String, Object> model) {
    try {
      return tidy(write(freemarker.getTemplate(path), model));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static String write(freemarker.template.Template template, Map<String, Object> model)
      throws IOException {
    StringWriter out = new StringWriter();
    try {
      template.process(model, out);
    } catch (TemplateException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    return out.toString();
  }

  /** Where parts are left out, empty lines meet; one is enough, and none at a file's ends. */
  private static String tidy(String text) {
    return text.replaceAll("\n{3,}", "\n\n").replaceFirst("^\n+", "").replaceFirst("\n+$", "")
        + "\n";
  }

  private static Object action(List<?> arguments) {
    return KnownVersions.action(String.valueOf(arguments.getFirst()));
  }

  private static Object image(List<?> arguments) {
    String runtime = String.valueOf(arguments.getFirst());
    String release = String.valueOf(arguments.getLast());
    Optional<String> tag = KnownVersions.image(runtime, release);
    return tag.orElseThrow(() -> new IllegalStateException("No image " + runtime + " " + release));
  }
}
