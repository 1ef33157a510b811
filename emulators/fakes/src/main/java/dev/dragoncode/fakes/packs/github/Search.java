package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Finds issues, repositories and users: https://docs.github.com/rest/search/search. */
final class Search {

  /** https://docs.github.com/rest/search/search#about-search: no more are given out. */
  private static final int MOST = 1_000;

  private Search() {}

  static void setUp(Setup setup) {
    setup.operation("search.issues", Search::issues);
    setup.operation("search.repositories", Search::repositories);
    setup.operation("search.users", Search::users);
    setup.operation("search.labels", Search::labels);
  }

  private static SearchWords words(Call call) {
    String text = call.text("q").orElseThrow(() -> Errors.invalid("Search", "q", "missing"));
    return SearchWords.of(text);
  }

  private static <T> Reply found(Call call, List<T> all, Function<T, JsonNode> view) {
    int page = call.input().path("page").asInt(1);
    int size = call.input().path("per_page").asInt(30);
    if ((long) (page - 1) * size >= MOST) {
      throw Errors.unprocessable("Only the first 1000 search results are available");
    }
    ObjectNode body = call.object().put("total_count", all.size());
    body.put("incomplete_results", false);
    List<T> shown = all.subList(0, Math.min(MOST, all.size()));
    Reply reply = Paged.counted(call, shown, "items", body, view);
    body.put("total_count", all.size());
    return reply;
  }

  private static List<ObjectNode> visible(Call call) {
    return call.list("repository", Selection.all()).rows().stream()
        .filter(repo -> Repos.access(call, repo) != Access.NONE)
        .toList();
  }

  private static Reply issues(Call call) {
    SearchWords words = words(call);
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode repo : visible(call)) {
      if (words.inRepository(repo)) {
        for (ObjectNode issue : Repos.rows(call, repo, Issues.RESOURCE)) {
          if (IssueSearch.matches(call, repo, issue, words)) {
            found.add(issue);
          }
        }
      }
    }
    words.mustKnow(call, "repo");
    found.sort(
        IssueLists.order(
            call.text("sort").orElse("created"), call.text("order").orElse("desc").equals("asc")));
    return found(
        call,
        found,
        issue -> {
          ObjectNode repo = call.get("repository", issue.path("~repo").asText());
          return IssueView.of(call, repo, issue).put("score", 1.0);
        });
  }

  private static Reply repositories(Call call) {
    SearchWords words = words(call);
    List<ObjectNode> found =
        new ArrayList<>(
            visible(call).stream()
                .filter(words::inRepository)
                .filter(repo -> matches(call, repo, words))
                .toList());
    Comparator<ObjectNode> order =
        switch (call.text("sort").orElse("")) {
          case "stars" ->
              Comparator.comparingInt(
                  repo -> RepoView.count(call, "star", "~repo", Repos.id(repo)));
          case "forks" ->
              Comparator.comparingInt(
                  repo -> RepoView.count(call, "repository", "~parent", Repos.id(repo)));
          case "updated" -> Comparator.comparing(repo -> repo.path("updated_at").asText());
          default -> Comparator.comparingLong(repo -> repo.path("id").asLong());
        };
    boolean up = call.text("order").orElse("desc").equals("asc");
    found.sort(up ? order : order.reversed());
    return found(call, found, repo -> RepoView.of(call, repo).put("score", 1.0));
  }

  private static boolean matches(Call call, ObjectNode repo, SearchWords words) {
    String text =
        repo.path("name").asText()
            + " "
            + repo.path("description").asText("")
            + " "
            + String.join(" ", Issues.texts(repo.path("topics")));
    return words.all("topic").stream().allMatch(Issues.texts(repo.path("topics"))::contains)
        && words.all("is").stream()
            .allMatch(
                is -> !is.matches("public|private") || repo.path("visibility").asText().equals(is))
        && words.all("archived").stream()
            .allMatch(is -> Boolean.parseBoolean(is) == repo.path("archived").asBoolean())
        && words.all("fork").stream()
            .allMatch(is -> !is.equals("only") || repo.path("fork").asBoolean())
        && words.all("stars").stream()
            .allMatch(range ->
                SearchWords.within(RepoView.count(call, "star", "~repo", Repos.id(repo)), range))
        && words.allIn(text);
  }

  private static Reply users(Call call) {
    SearchWords words = words(call);
    List<ObjectNode> found =
        call.list("account", Selection.all()).rows().stream()
            .filter(account -> matches(account, words))
            .toList();
    return found(
        call,
        found,
        account -> {
          ObjectNode view = Accounts.simple(call, account.path("login").asText()).deepCopy();
          return view.put("score", 1.0);
        });
  }

  private static boolean matches(ObjectNode account, SearchWords words) {
    String type = account.path("type").asText();
    boolean ofType =
        words.all("type").stream()
            .allMatch(wanted -> wanted.equals("org") == type.equals("Organization"));
    boolean named =
        words.all("user").stream().allMatch(account.path("login").asText()::equalsIgnoreCase);
    String text =
        account.path("login").asText()
            + " "
            + account.path("name").asText("")
            + " "
            + account.path("email").asText("");
    return ofType && named && !type.equals("Bot") && words.allIn(text.toLowerCase(Locale.ROOT));
  }

  private static Reply labels(Call call) {
    SearchWords words = words(call);
    ObjectNode repo =
        call.find("repository", call.text("repository_id").orElse(""))
            .filter(r -> Repos.access(call, r) != Access.NONE)
            .orElseThrow(() -> Errors.invalid("Search", "repository_id", "invalid"));
    List<ObjectNode> found =
        Repos.rows(call, repo, "label").stream()
            .filter(label ->
                words.allIn(
                    label.path("name").asText() + " " + label.path("description").asText("")))
            .toList();
    return found(call, found, label -> Labels.view(call, repo, label).put("score", 1.0));
  }
}
