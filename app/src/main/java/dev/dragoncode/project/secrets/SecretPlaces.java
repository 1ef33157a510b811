package dev.dragoncode.project.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a path says of the texts in a file. */
final class SecretPlaces {

  private static final Pattern LOCKS =
      Pattern.compile(
          "(?:.*/)?(?:package-lock\\.json|npm-shrinkwrap\\.json|pnpm-lock\\.yaml|yarn\\.lock|bun\\.lockb?|poetry\\.lock|uv\\.lock|pdm\\.lock"
              + "|Pipfile\\.lock|composer\\.lock|Cargo\\.lock|Gemfile\\.lock|go\\.sum|gradle\\.lockfile|verification-metadata\\.xml"
              + "|flake\\.lock|deno\\.lock|[\\w.-]+\\.lock)");

  private static final Pattern MADE =
      Pattern.compile(
          "(?:.*/)?[^/]+\\.(?:min\\.js|min\\.css|map|svg|snap|ipynb|csv|tsv|pem\\.pub|pub)");

  private static final Set<String> TRIED =
      Set.of(
          "test",
          "tests",
          "testing",
          "testdata",
          "test-data",
          "fixtures",
          "fixture",
          "__fixtures__",
          "__tests__",
          "__mocks__",
          "mocks",
          "spec",
          "specs",
          "e2e",
          "it",
          "testfixtures",
          "cassettes",
          "doc",
          "docs",
          "example",
          "examples",
          "sample",
          "samples",
          "demo",
          "demos");

  private static final Pattern TRIED_FILE =
      Pattern.compile(
          "(?:.*[._-](?:test|tests|spec|e2e)\\.[a-z]+|test_.*|.*_test\\.[a-z]+|conftest\\.py|.*(?:Test|Tests|IT|Spec)\\.(?:java|kt|groovy|scala|cs)"
              + "|.*\\.(?:md|mdx|adoc|rst|txt|html|example|sample|template|dist|tmpl|tpl|j2)|.*\\.(?:example|sample|template)\\..*|(?:example|sample)[._-].*)");

  private static final Set<String> SETTINGS =
      Set.of(
          "env",
          "properties",
          "yaml",
          "yml",
          "toml",
          "ini",
          "conf",
          "cfg",
          "config",
          "tfvars",
          "npmrc",
          "pypirc",
          "netrc",
          "envrc",
          "sh",
          "bash",
          "zsh",
          "ps1",
          "bat");

  private SecretPlaces() {}

  /** Whether the file was made by a machine from public parts: hashes there are no secrets. */
  static boolean passedOver(String path) {
    return LOCKS.matcher(path).matches() || MADE.matcher(path).matches();
  }

  /** Whether the file tests, shows or explains; keys there are made for it. */
  static boolean tried(String path) {
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      if (TRIED.contains(parts[i].toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return TRIED_FILE.matcher(parts[parts.length - 1]).matches();
  }

  /** Whether values stand there without quotation marks. */
  static boolean settings(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.startsWith(".env")
        || name.startsWith("dockerfile")
        || SETTINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
