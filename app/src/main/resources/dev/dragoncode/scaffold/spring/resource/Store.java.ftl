package [=project.packageName].[=resource.packageName];

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where they are kept. */
interface [=resource.type]Store {

  void insert([=resource.type] item);

  Optional<[=resource.type]> find(UUID id);

  /**
   * The newest first.
   *
   * @param after the place to go on behind, null for the start
   */
  List<[=resource.type]> list(@Nullable Cursor after, int limit);

  /** Replaces one by what becomes of it, with nobody in between; empty if there is none. */
  Optional<[=resource.type]> update(UUID id, UnaryOperator<[=resource.type]> change);

  /** False if there is none. */
  boolean delete(UUID id);
}
