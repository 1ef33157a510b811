package [=project.packageName].flags;

import java.security.Principal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells the page which features the user has. */
@RestController
class FlagController {

  private final Flags flags;
  private final FlagsProperties properties;

  FlagController(Flags flags, FlagsProperties properties) {
    this.flags = flags;
    this.properties = properties;
  }

  @GetMapping("/api/flags")
  Map<String, Boolean> shown(Principal user) {
    return properties.shown().stream()
        .collect(
            Collectors.toMap(Function.identity(), flag -> flags.enabled(flag, user.getName())));
  }
}
