package dev.dragoncode.fakes.openapi;

import dev.dragoncode.fakes.openapi.DocumentScan.Listed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The operations of a document by id and by place; what they say is read when it is asked for. */
final class Operations {

  /** As many as one test uses; each holds what its document says of it as a tree. */
  private static final int MOST_READ = 64;

  private final ApiDocument document;
  private final Map<String, Listed> byId = new LinkedHashMap<>();
  private final Map<String, Listed> byPlace = new LinkedHashMap<>();
  private final Map<String, ApiOperation> read = new LinkedHashMap<>(64, 0.75f, true);

  Operations(ApiDocument document) {
    this.document = document;
    for (Listed listed : document.operations()) {
      if (byPlace.putIfAbsent(place(listed.method(), listed.path()), listed) == null) {
        String id = listed.id().isEmpty() ? listed.method() + " " + listed.path() : listed.id();
        byId.put(byId.containsKey(id) ? listed.method() + " " + listed.path() : id, listed);
      }
    }
  }

  private static String place(String method, String path) {
    return method + " " + Layout.plain(path);
  }

  /** All of them by an id that is theirs alone. */
  Map<String, Listed> all() {
    return byId;
  }

  /** What stands at a path, whatever its parameters are called. */
  Optional<ApiOperation> at(String method, String path) {
    return Optional.ofNullable(byPlace.get(place(method, path))).map(this::read);
  }

  synchronized ApiOperation read(Listed listed) {
    ApiOperation operation =
        read.computeIfAbsent(
            listed.method() + " " + listed.path(), _ -> new ApiOperation(document, listed));
    if (read.size() > MOST_READ) {
      var eldest = read.entrySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return operation;
  }
}
