[#import "/spring/java.ftl" as java]

[#assign parts = [resource.type + "Store store", "Clock clock"]]
[#if has.security][#assign parts = parts + ["AuditTrail audit"]][/#if]
[#if has.telemetry][#assign parts = parts + ["BusinessEvents events"]][/#if]
[#assign parts = parts + ["MeterRegistry metrics"]]
package [=project.packageName].[=resource.packageName];

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
[#if has.telemetry]
import java.util.Map;
[/#if]
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
[#if has.database]
import org.springframework.transaction.annotation.Transactional;
[/#if]

[#if has.security]
import [=project.packageName].audit.AuditTrail;
[/#if]
[#if has.telemetry]
import [=project.packageName].telemetry.BusinessEvents;
[/#if]

/** What can be done with [=resource.labels], and what is told of it. */
@Service
class [=resource.type]Service {

  private final [=resource.type]Store store;
  private final Clock clock;
[#if has.security]
  private final AuditTrail audit;
[/#if]
[#if has.telemetry]
  private final BusinessEvents events;
[/#if]
  private final Counter created;

[=java.call("  " + resource.type + "Service(", parts, ") {")]
    this.store = store;
    this.clock = clock;
[#if has.security]
    this.audit = audit;
[/#if]
[#if has.telemetry]
    this.events = events;
[/#if]
    // The goal in dragoncode.yaml is measured by this counter.
    created = metrics.counter("[=resource.table].added");
  }

[#if has.database]
  @Transactional
[/#if]
  [=resource.type] create([=resource.type]Request request) {
[#if has.database]
    // As precise as PostgreSQL keeps it, so that both stores answer alike.
[/#if]
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    [=resource.type] item = request.as(UUID.randomUUID(), now);
    store.insert(item);
[#if has.security]
    audit.record("[=resource.file].created", item.id());
[/#if]
[#if has.telemetry]
    events.publish("[=resource.file].created", Map.of("id", item.id()));
[/#if]
    created.increment();
    return item;
  }

  [=resource.type] find(UUID id) {
    return store.find(id).orElseThrow(() -> new [=resource.type]NotFoundException(id));
  }

  [=resource.type]Page list(@Nullable Cursor after, int limit) {
    // One more than asked for tells whether there is a next page.
    List<[=resource.type]> found = store.list(after, limit + 1);
    if (found.size() <= limit) {
      return new [=resource.type]Page(found, null);
    }
    List<[=resource.type]> items = found.subList(0, limit);
    return new [=resource.type]Page(items, Cursor.at(items.getLast()).text());
  }

[#if has.database]
  @Transactional
[/#if]
  [=resource.type] update(UUID id, [=resource.type]Request request) {
    var updated = store.update(id, before -> request.as(id, before.createdAt()));
[#if has.security]
    updated.ifPresent(item -> audit.record("[=resource.file].updated", id));
[/#if]
    return updated.orElseThrow(() -> new [=resource.type]NotFoundException(id));
  }

[#if has.database]
  @Transactional
[/#if]
  void delete(UUID id) {
    if (!store.delete(id)) {
      throw new [=resource.type]NotFoundException(id);
    }
[#if has.security]
    audit.record("[=resource.file].deleted", id);
[/#if]
  }
}
