package [=project.packageName].[=resource.packageName];

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
[#if has.database]
import org.springframework.context.annotation.Profile;
[/#if]
import org.springframework.stereotype.Repository;

[#if has.database]
/** Keeps them until the process ends: the service runs on a laptop with nothing beside it. */
@Repository
@Profile("local")
[#else]
/** Keeps them until the process ends: enough for a prototype, and for nothing more. */
@Repository
[/#if]
class InMemory[=resource.type]Store implements [=resource.type]Store {

  private final Map<UUID, [=resource.type]> items = new ConcurrentHashMap<>();

  @Override
  public void insert([=resource.type] item) {
    items.put(item.id(), item);
  }

  @Override
  public Optional<[=resource.type]> find(UUID id) {
    return Optional.ofNullable(items.get(id));
  }

  @Override
  public List<[=resource.type]> list(@Nullable Cursor after, int limit) {
    return items.values().stream()
        .filter(item -> after == null || Cursor.at(item).compareTo(after) > 0)
        .sorted(Comparator.comparing(Cursor::at))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<[=resource.type]> update(UUID id, UnaryOperator<[=resource.type]> change) {
    return Optional.ofNullable(items.computeIfPresent(id, (key, item) -> change.apply(item)));
  }

  @Override
  public boolean delete(UUID id) {
    return items.remove(id) != null;
  }
}
