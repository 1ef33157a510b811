[#import "/spring/java.ftl" as java]

package [=project.packageName].[=resource.packageName];

[#if java.any(resource, ["decimal"])]
import java.math.BigDecimal;
[/#if]
import java.time.Instant;
[#if java.any(resource, ["date"])]
import java.time.LocalDate;
[/#if]
import java.util.UUID;

/** Two that differ in every field, as clients send them and as stores keep them. */
final class [=resource.type]Samples {

  static final String JSON =
      """
      {
[#list resource.fields as f]
        "[=f.name]": [=f.jsonSample][#if f?has_next],[/#if]
[/#list]
      }
      """;
  static final String OTHER_JSON =
      """
      {
[#list resource.fields as f]
        "[=f.name]": [=f.jsonOther][#if f?has_next],[/#if]
[/#list]
      }
      """;

  private [=resource.type]Samples() {}

  static [=resource.type] sample(UUID id, Instant createdAt) {
[=java.call("    return new " + resource.type + "(", ["id", "createdAt"] + resource.fields?map(f -> f.javaSample), ");")]
  }

  static [=resource.type] other(UUID id, Instant createdAt) {
[=java.call("    return new " + resource.type + "(", ["id", "createdAt"] + resource.fields?map(f -> f.javaOther), ");")]
  }
}
