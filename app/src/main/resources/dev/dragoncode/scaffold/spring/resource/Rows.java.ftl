package [=project.packageName].[=resource.packageName];

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.sql.LockMode;
import org.springframework.data.relational.repository.Lock;
import org.springframework.data.repository.Repository;

/** The table, as Spring Data writes it out. */
interface [=resource.type]Rows extends Repository<[=resource.type], UUID> {

  Optional<[=resource.type]> findById(UUID id);

  /** Nobody else changes the row until the transaction ends. */
  @Lock(LockMode.PESSIMISTIC_WRITE)
  Optional<[=resource.type]> findLockedById(UUID id);

  /** False if there is none. */
  @Modifying
  @Query("delete from [=resource.table] where id = :id")
  boolean remove(UUID id);
}
