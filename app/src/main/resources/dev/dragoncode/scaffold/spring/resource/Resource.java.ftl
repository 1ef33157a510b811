[#import "/spring/java.ftl" as java]

[#assign components = ["UUID id", "Instant createdAt"]]
[#if has.database][#assign components = ["@Id UUID id", "Instant createdAt"]][/#if]
[#list resource.fields as f]
  [#assign prefix = f.required?then("", "@Nullable ")]
  [#if f.kind == "decimal"][#assign prefix = "@JsonFormat(shape = JsonFormat.Shape.STRING) " + prefix][/#if]
  [#assign components = components + [prefix + f.javaType + " " + f.name]]
[/#list]
package [=project.packageName].[=resource.packageName];

[#if java.any(resource, ["decimal"])]
import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
[/#if]
import java.time.Instant;
[#if java.any(resource, ["date"])]
import java.time.LocalDate;
[/#if]
import java.util.UUID;
[#if resource.fields?filter(f -> !f.required)?size > 0]
import org.jspecify.annotations.Nullable;
[/#if]
[#if has.database]
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
[/#if]

/** As it is stored and sent. */
[#if has.database]
@Table("[=resource.table]")
[/#if]
[=java.call("record " + resource.type + "(", components, has.telemetry?then(") {", ") {}"))]
[#if has.telemetry]

  /** Without its fields, which may be personal: what is printed may be logged. */
  @Override
  public String toString() {
    return "[=resource.type][" + id + "]";
  }
}
[/#if]
