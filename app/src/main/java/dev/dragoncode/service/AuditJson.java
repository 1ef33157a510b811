package dev.dragoncode.service;

import dev.dragoncode.readiness.advisories.Audit;
import dev.dragoncode.readiness.advisories.Vulnerability;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An audit as JSON: what {@code dragoncode audit} prints and what is kept of it. */
public final class AuditJson {

  private AuditJson() {}

  /** The whole document, in the order in which it is printed. */
  public static Map<String, @Nullable Object> of(AuditService.Result result) {
    Audit audit = result.audit();
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("project", result.project());
    document.put("status", result.verdict().status().word());
    document.put("summary", result.verdict().summary());
    document.put("packages", audit.packages());
    Map<String, String> ages = new TreeMap<>();
    audit.asOf().forEach((ecosystem, at) -> ages.put(ecosystem.word(), at.toString()));
    document.put("advisories", ages);
    document.put("without", audit.without().stream().map(e -> e.word()).sorted().toList());
    document.put("scanners", result.scanners());
    document.put("gaps", audit.gaps());
    document.put(
        "vulnerabilities", audit.vulnerabilities().stream().map(AuditJson::vulnerability).toList());
    return document;
  }

  private static Map<String, @Nullable Object> vulnerability(Vulnerability each) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    node.put("id", each.id());
    node.put("aliases", each.aliases());
    node.put("ecosystem", each.concerned().ecosystem().word());
    node.put("package", each.concerned().name());
    node.put("version", each.concerned().version());
    node.put("severity", each.severity().word());
    node.put("score", each.score().isPresent() ? each.score().getAsDouble() : null);
    node.put("use", each.concerned().use().name().toLowerCase(Locale.ROOT));
    node.put("stops", each.stops());
    node.put("disputed", each.disputed());
    node.put("path", each.concerned().path());
    node.put("file", each.file());
    node.put("line", each.line());
    node.put("fixed", each.fixed().orElse(null));
    node.put("accepted", each.accepted().orElse(null));
    node.put("summary", each.summary());
    return node;
  }
}
