[#import "/spring/java.ftl" as java]
package [=project.packageName].[=resource.packageName];

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keeps them in PostgreSQL. */
@Repository
@Profile("!local")
class Jdbc[=resource.type]Store implements [=resource.type]Store {

  private static final Sort NEWEST_FIRST = Sort.by("createdAt", "id").descending();

  private final JdbcAggregateOperations table;
  private final [=resource.type]Rows rows;

[=java.call("  Jdbc" + resource.type + "Store(", ["JdbcAggregateOperations table", resource.type + "Rows rows"], ") {")]
    this.table = table;
    this.rows = rows;
  }

  @Override
  public void insert([=resource.type] item) {
    table.insert(item);
  }

  @Override
  public Optional<[=resource.type]> find(UUID id) {
    return rows.findById(id);
  }

  @Override
  public List<[=resource.type]> list(@Nullable Cursor after, int limit) {
    Criteria criteria = after == null ? Criteria.empty() : behind(after);
    Query query = Query.query(criteria).sort(NEWEST_FIRST).limit(limit);
    return table.findAll(query, [=resource.type].class);
  }

  @Override
  @Transactional
  public Optional<[=resource.type]> update(UUID id, UnaryOperator<[=resource.type]> change) {
    return rows.findLockedById(id).map(item -> table.update(change.apply(item)));
  }

  @Override
  public boolean delete(UUID id) {
    return rows.remove(id);
  }

  private static Criteria behind(Cursor place) {
    Criteria sameTime = Criteria.where("createdAt").is(place.createdAt());
    return Criteria.where("createdAt")
        .lessThan(place.createdAt())
        .or(sameTime.and("id").lessThan(place.id()));
  }
}
