[#import "/spring/java.ftl" as java]
package [=project.packageName].[=resource.packageName];

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The routes that openapi.yaml describes. */
@RestController
@RequestMapping([=resource.type]Controller.PATH)
class [=resource.type]Controller {

  static final String PATH = "[=resource.path]";

  private final [=resource.type]Service service;

  [=resource.type]Controller([=resource.type]Service service) {
    this.service = service;
  }

  @PostMapping
[=java.call("  ResponseEntity<" + resource.type + "> create(", ["@Valid @RequestBody " + resource.type + "Request request"], ") {")]
    [=resource.type] item = service.create(request);
    return ResponseEntity.created(URI.create(PATH + "/" + item.id())).body(item);
  }

  @GetMapping
  [=resource.type]Page list(
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
      @RequestParam(required = false) @Nullable Cursor after) {
    return service.list(after, limit);
  }

  @GetMapping("/{id}")
  [=resource.type] find(@PathVariable UUID id) {
    return service.find(id);
  }

  @PutMapping("/{id}")
[=java.call("  " + resource.type + " update(", ["@PathVariable UUID id", "@Valid @RequestBody " + resource.type + "Request request"], ") {")]
    return service.update(id, request);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id) {
    service.delete(id);
  }
}
