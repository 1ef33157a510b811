package dev.dragoncode.cli;

import dev.dragoncode.run.hooks.HookPlan;
import dev.dragoncode.run.hooks.HookRun;
import dev.dragoncode.service.run.HookService;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a project's git hooks as a commit would, and installs them in this clone. */
@Command(
    name = "hooks",
    description = {
      "Runs what a commit would run: pre-commit, lefthook, husky, .githooks or the clone's own hook.",
      "With --install git runs it before each commit in this clone; a hook of somebody else stays."
    },
    mixinStandardHelpOptions = true)
final class HooksCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final TrustedFolder project = new TrustedFolder();

  @Option(names = "--install", description = "Has git run the hooks in this clone.")
  private boolean install;

  @Option(names = "--uninstall", description = "Takes away what --install wrote.")
  private boolean uninstall;

  @Option(
      names = "--status",
      description = "Says which hooks there are and which are installed; runs nothing.")
  private boolean status;

  @Option(
      names = "--all-files",
      description = "Looks at all files, not only at staged ones; hooks that mend change them.")
  private boolean all;

  @Option(names = "--json", description = "Prints JSON; what the hooks print goes to stderr.")
  private boolean json;

  HooksCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (install && uninstall) {
      throw new ParameterException(spec.commandLine(), "Either --install or --uninstall");
    }
    if (status) {
      return tell(services.hooks().state(project.unasked()));
    }
    if (uninstall) {
      return changed("removed", services.hooks().uninstall(project.unasked()));
    }
    Path folder = project.demand(services, "hooks");
    if (install) {
      return changed("installed", services.hooks().install(folder));
    }
    HookRun run =
        services
            .hooks()
            .run(
                folder,
                all,
                line -> {
                  if (json) {
                    terminal.note(line.text());
                  } else {
                    terminal.line(line.text());
                  }
                });
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>(run.json());
      document.put("summary", run.summary());
      terminal.line(Json.text(document));
    } else {
      terminal.line("");
      for (HookRun.Hook hook : run.hooks()) {
        terminal.line(
            "%s %6.2f s  %s".formatted(sign(hook), hook.took().toMillis() / 1000.0, hook.name()));
      }
      terminal.line(terminal.color(run.passed() ? "32;1" : "31;1", run.summary()));
    }
    return run.passed() ? Exit.OK : Exit.GAPS;
  }

  private String sign(HookRun.Hook hook) {
    return switch (hook.result()) {
      case PASSED -> terminal.color("32", "passed ");
      case FAILED -> terminal.color("31", "FAILED ");
      case SKIPPED -> terminal.color("33", "skipped");
    };
  }

  private int changed(String word, List<String> stages) {
    if (json) {
      terminal.line(Json.text(Map.of(word, stages)));
    } else {
      terminal.line(
          stages.isEmpty() ? "Nothing was to be " + word : word + ": " + String.join(", ", stages));
    }
    return Exit.OK;
  }

  private int tell(HookService.State state) {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      state
          .plan()
          .ifPresent(plan -> {
            document.put("tool", plan.tool().word());
            document.put("config", plan.config());
            document.put("hooks", plan.hooks());
            document.put("stages", plan.stages());
          });
      document.put("installed", state.installed());
      document.put("others", state.others());
      terminal.line(Json.text(document));
    } else if (state.plan().isEmpty()) {
      terminal.line("No hook is configured; dragoncode fix VAL-HOOKS writes one.");
    } else {
      HookPlan plan = state.plan().get();
      terminal.line(
          plan.tool().word() + " (" + plan.config() + "): " + String.join(", ", plan.hooks()));
      for (String stage : plan.stages()) {
        String word =
            state.installed().contains(stage)
                ? "installed"
                : state.others().contains(stage) ? "another hook stands there" : "not installed";
        terminal.line("  %-20s %s".formatted(stage, word));
      }
    }
    return state.complete() ? Exit.OK : Exit.GAPS;
  }
}
