[#import "/spring/java.ftl" as java]

package [=project.packageName].[=resource.packageName];

import java.security.Principal;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import [=project.packageName].flags.Flags;

/** The newest as a table, for those for whom the flag is on. */
@RestController
@RequestMapping([=resource.type]Controller.PATH + "/export")
class [=resource.type]ExportController {

  static final String FLAG = "[=resource.file]-export";

  private static final int NEWEST = 1000;

  private final [=resource.type]Service service;
  private final Flags flags;

[=java.call("  " + resource.type + "ExportController(", [resource.type + "Service service", "Flags flags"], ") {")]
    this.service = service;
    this.flags = flags;
  }

  @GetMapping(produces = "text/csv;charset=UTF-8")
  String export(Principal user) {
    if (!flags.enabled(FLAG, user.getName())) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return service.list(null, NEWEST).items().stream()
        .map([=resource.type]ExportController::line)
        .collect(Collectors.joining("", header(), ""));
  }

  private static String header() {
[=java.call("    return row(", ['"id"', '"createdAt"'] + java.names(resource)?map(n -> '"' + n + '"'), ");")]
  }

  private static String line([=resource.type] item) {
[=java.call("    return row(", ["item.id()", "item.createdAt()"] + java.names(resource)?map(n -> "item." + n + "()"), ");")]
  }

  private static String row(@Nullable Object... cells) {
    return Arrays.stream(cells)
        .map([=resource.type]ExportController::cell)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  /** Quoted; a text that a spreadsheet would take for a formula is told to be text. */
  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    boolean formula = value instanceof String && text.matches("(?s)[+=@\\t\\r-].*");
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
