package dev.dragoncode.run;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.run.TestPlan.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a Python project's tests are run: by pytest, by Django or by unittest, in its environment.
 */
final class PythonTests {

  /** The one in the folder's own virtual environment where there is one when it is started. */
  private static final String INTERPRETER = "python3";

  private PythonTests() {}

  static Optional<TestPlan> plan(ProjectView view, Module module) {
    List<String> python = interpreter(view, module);
    if (usesPytest(view, module)) {
      return Optional.of(
          plan(
              module,
              "pytest",
              python,
              List.of(
                  "-m",
                  "pytest",
                  // each test on a line of its own, even where the project asks for quiet
                  "-vv",
                  "-o",
                  "junit_family=xunit2",
                  "--junitxml=" + TestPlan.REPORT),
              new Results.XmlFile()));
    }
    boolean tests =
        view.withExtension("py", List.of("test")).stream()
            .anyMatch(file -> module.holds(file.path()) && file.name().contains("test"));
    if (!tests) {
      return Optional.empty();
    }
    boolean django = TestPlans.has(view, module, "manage.py");
    return Optional.of(
        plan(
            module,
            django ? "manage.py test" : "python -m unittest",
            python,
            django
                ? List.of("manage.py", "test", "--verbosity=2")
                : List.of("-m", "unittest", "--verbose"),
            new Results.UnittestOutput()));
  }

  private static boolean usesPytest(ProjectView view, Module module) {
    return module.dependency("pytest", "pytest-django", "pytest-asyncio").isPresent()
        || TestPlans.has(view, module, "pytest.ini")
        || TestPlans.has(view, module, "conftest.py")
        || TestPlans.has(view, module, "tests/conftest.py")
        || module.raw().filter(raw -> raw.at("tool", "pytest").isPresent()).isPresent();
  }

  private static List<String> interpreter(ProjectView view, Module module) {
    if (TestPlans.has(view, module, "uv.lock")) {
      return List.of("uv", "run", "python");
    }
    if (TestPlans.has(view, module, "poetry.lock")) {
      return List.of("poetry", "run", "python");
    }
    return List.of(INTERPRETER);
  }

  private static TestPlan plan(
      Module module, String typed, List<String> python, List<String> arguments, Results results) {
    List<String> command = new ArrayList<>(python);
    command.addAll(arguments);
    return new TestPlan(module.folder(), typed, command, Map.of("PYTHONUNBUFFERED", "1"), results);
  }
}
