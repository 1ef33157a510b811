package dev.dragoncode.service;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.product.ProductBrowsers;
import dev.dragoncode.emulators.lifecycle.EmulatorSupervisor;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The data of one project's emulators, over the engine module's data browsers. */
public final class DataService implements DataControl {

  private final EmulatorSupervisor supervisor;
  private final ProductBrowsers browsers;

  /** The run of each emulator that changes are allowed for: a later run begins without. */
  private final Map<String, String> allowed = new ConcurrentHashMap<>();

  public DataService(EmulatorSupervisor supervisor, ProductBrowsers browsers) {
    this.supervisor = supervisor;
    this.browsers = browsers;
  }

  @Override
  public Optional<String> nothing(String emulator) {
    return supervisor.spec(emulator).flatMap(browsers::nothing);
  }

  @Override
  public boolean changesAllowed(String emulator) {
    return supervisor
        .browse(emulator)
        .map(target -> target.run().equals(allowed.get(emulator)))
        .orElse(false);
  }

  @Override
  public void allowChanges(String emulator, boolean allow) {
    if (allow) {
      supervisor.browse(emulator).ifPresent(target -> allowed.put(emulator, target.run()));
    } else {
      allowed.remove(emulator);
    }
  }

  @Override
  public DataBrowser browser(String emulator) throws InterruptedException {
    BrowseTarget target =
        supervisor
            .browse(emulator)
            .orElseThrow(() ->
                Problem.of(
                        "There is nothing to look into",
                        "This emulator does not run, or does not answer.",
                        Remedy.of("Start it.", new Remedy.RunCommand("emulators.start")))
                    .asException());
    return browsers.browser(target, target.run().equals(allowed.get(emulator)));
  }
}
