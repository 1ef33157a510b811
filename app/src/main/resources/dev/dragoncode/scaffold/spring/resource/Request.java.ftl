[#import "/spring/java.ftl" as java]

[#assign components = []]
[#assign values = ["id", "createdAt"]]
[#list resource.fields as f]
  [#assign rules = []]
  [#if f.required]
    [#if ["string", "text", "email"]?seq_contains(f.kind)]
      [#assign rules = rules + ["@NotBlank"]]
    [#else]
      [#assign rules = rules + ["@NotNull"]]
    [/#if]
  [#else]
    [#assign rules = rules + ["@Nullable"]]
  [/#if]
  [#if f.kind == "string"][#assign rules = rules + ["@Size(max = 200)"]][/#if]
  [#if f.kind == "text"][#assign rules = rules + ["@Size(max = 4000)"]][/#if]
  [#if f.kind == "email"][#assign rules = rules + ["@Email", "@Size(max = 254)"]][/#if]
  [#if f.kind == "decimal"][#assign rules = rules + ["@Digits(integer = 16, fraction = 2)"]][/#if]
  [#assign components = components + [rules?join(" ") + " " + f.javaType + " " + f.name]]
  [#if f.kind == "decimal"]
    [#assign values = values + [f.required?then(f.name + ".setScale(2)", "scaled(" + f.name + ")")]]
  [#else]
    [#assign values = values + [f.name]]
  [/#if]
[/#list]
[#assign scaled = (resource.fields?filter(f -> f.kind == "decimal" && !f.required)?size > 0)]
package [=project.packageName].[=resource.packageName];

[#if java.any(resource, ["decimal"])]
import jakarta.validation.constraints.Digits;
[/#if]
[#if java.any(resource, ["email"])]
import jakarta.validation.constraints.Email;
[/#if]
[#if resource.fields?filter(f -> f.required && ["string", "text", "email"]?seq_contains(f.kind))?size > 0]
import jakarta.validation.constraints.NotBlank;
[/#if]
[#if resource.fields?filter(f -> f.required && !["string", "text", "email"]?seq_contains(f.kind))?size > 0]
import jakarta.validation.constraints.NotNull;
[/#if]
[#if java.any(resource, ["string", "text", "email"])]
import jakarta.validation.constraints.Size;
[/#if]
[#if java.any(resource, ["decimal"])]
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

/** What a client sends to create or replace one, and the rules that it keeps. */
[=java.call("record " + resource.type + "Request(", components, ") {")]

  [=resource.type] as(UUID id, Instant createdAt) {
[=java.call("    return new " + resource.type + "(", values, ");")]
  }
[#if scaled]

  private static @Nullable BigDecimal scaled(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.setScale(2);
  }
[/#if]
}
