package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode.Setup;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.packs.github.Repos.Access;
import dev.dragoncode.fakes.state.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lists of issues with GitHub's filters and orders. */
final class IssueLists {

  private IssueLists() {}

  static void setUp(Setup setup) {
    setup.operation("issue.list", IssueLists::ofRepository);
    setup.operation("issue.mine", call -> across(call, repo -> true));
    setup.operation("issue.own", call -> across(call, repo -> true));
    setup.operation(
        "issue.of_org",
        call -> {
          String org = Accounts.account(call, call.path("org")).path("login").asText();
          return across(call, repo -> Repos.owner(repo).equals(org));
        });
  }

  private static Reply ofRepository(Call call) {
    ObjectNode repo = Repos.readable(call);
    String state = call.text("state").orElse("open");
    Selection selection =
        state.equals("all")
            ? Selection.of("~repo", Repos.id(repo))
            : Selection.of("~repo_state", Repos.key(repo, state));
    Optional<Predicate<ObjectNode>> filter = filter(call, repo);
    if (filter.isPresent()) {
      selection = selection.where(filter.get());
    }
    return ordered(call, repo, selection);
  }

  /** A page that costs the same everywhere, but for filters and orders that no index has. */
  private static Reply ordered(Call call, ObjectNode repo, Selection selection) {
    String by = call.text("sort").orElse("created");
    boolean up = call.text("direction").orElse("desc").equals("asc");
    if (by.equals("created")) {
      Selection all = up ? selection : newestFirst(selection);
      return Paged.of(call, Issues.RESOURCE, all, row -> IssueView.of(call, repo, row));
    }
    List<ObjectNode> rows = new ArrayList<>(call.list(Issues.RESOURCE, selection).rows());
    rows.sort(order(by, up));
    return Paged.of(call, rows, row -> IssueView.of(call, repo, row));
  }

  static Selection newestFirst(Selection selection) {
    Selection newest = Selection.newest(Integer.MAX_VALUE);
    for (var field : selection.equal().entrySet()) {
      newest = newest.where(field.getKey(), field.getValue());
    }
    return selection.also().isPresent() ? newest.where(selection.also().get()) : newest;
  }

  static Comparator<ObjectNode> order(String by, boolean up) {
    Comparator<ObjectNode> order =
        switch (by) {
          case "updated" -> Comparator.comparing(row -> row.path("updated_at").asText());
          case "comments" -> Comparator.comparingInt(row -> row.path("comments").asInt());
          default -> Comparator.comparing(row -> row.path("created_at").asText());
        };
    Comparator<ObjectNode> exact = order.thenComparingLong(row -> row.path("id").asLong());
    return up ? exact : exact.reversed();
  }

  private static Optional<Predicate<ObjectNode>> filter(Call call, ObjectNode repo) {
    List<Predicate<ObjectNode>> all = new ArrayList<>();
    call.text("labels").ifPresent(names -> all.add(labelled(call, repo, names)));
    call.text("since")
        .ifPresent(since -> all.add(row -> row.path("updated_at").asText().compareTo(since) >= 0));
    call.text("creator")
        .ifPresent(login -> all.add(row -> row.path("user").asText().equalsIgnoreCase(login)));
    call.text("assignee").ifPresent(login -> all.add(row -> assigned(row, login)));
    call.text("mentioned")
        .ifPresent(login -> all.add(row -> row.path("body").asText().contains("@" + login)));
    call.text("milestone")
        .ifPresent(wanted ->
            all.add(row -> {
              String has = row.path("~milestone_number").asText("");
              return switch (wanted) {
                case "*" -> !has.isEmpty();
                case "none" -> has.isEmpty();
                default -> has.equals(wanted);
              };
            }));
    return all.stream().reduce(Predicate::and);
  }

  private static Predicate<ObjectNode> labelled(Call call, ObjectNode repo, String names) {
    List<String> ids = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      ids.add(Labels.find(call, repo, name.strip()).map(l -> l.path("id").asText()).orElse("none"));
    }
    return row -> Issues.texts(row.path("~labels")).containsAll(ids);
  }

  private static boolean assigned(ObjectNode row, String login) {
    Set<String> logins = Issues.texts(row.path("~assignees"));
    return switch (login) {
      case "*" -> !logins.isEmpty();
      case "none" -> logins.isEmpty();
      default -> logins.stream().anyMatch(login::equalsIgnoreCase);
    };
  }

  /** Issues of all repositories that are the caller's in some way. */
  private static Reply across(Call call, Predicate<ObjectNode> wanted) {
    String login = Caller.userLogin(call);
    String state = call.text("state").orElse("open");
    String how = call.text("filter").orElse("assigned");
    List<ObjectNode> rows = new ArrayList<>();
    for (ObjectNode repo : call.list("repository", Selection.all()).rows()) {
      if (!wanted.test(repo) || Repos.access(call, repo) == Access.NONE) {
        continue;
      }
      Optional<Predicate<ObjectNode>> filter = filter(call, repo);
      for (ObjectNode row : Repos.rows(call, repo, Issues.RESOURCE)) {
        boolean inState = state.equals("all") || state.equals(row.path("state").asText());
        if (inState && concerns(row, login, how) && filter.map(f -> f.test(row)).orElse(true)) {
          rows.add(row);
        }
      }
    }
    rows.sort(
        order(
            call.text("sort").orElse("created"),
            call.text("direction").orElse("desc").equals("asc")));
    return Paged.of(
        call,
        rows,
        row -> {
          ObjectNode repo = call.get("repository", row.path("~repo").asText());
          ObjectNode view = IssueView.of(call, repo, row);
          view.set("repository", RepoView.plain(call, repo));
          return view;
        });
  }

  private static boolean concerns(ObjectNode row, String login, String how) {
    return switch (how) {
      case "created" -> row.path("user").asText().equals(login);
      case "mentioned" -> row.path("body").asText().contains("@" + login);
      case "all", "repos", "subscribed" -> true;
      default -> assigned(row, login);
    };
  }
}
