package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether an issue or pull request is searched for:
 * https://docs.github.com/search-github/searching-on-github/searching-issues-and-pull-requests.
 */
final class IssueSearch {

  private IssueSearch() {}

  static boolean matches(Call call, ObjectNode repo, ObjectNode issue, SearchWords words) {
    String user = issue.path("user").asText();
    Set<String> assignees = Issues.texts(issue.path("~assignees"));
    Set<String> labels =
        Issues.texts(issue.path("~labels")).stream()
            .flatMap(id -> call.find("label", id).stream())
            .map(label -> label.path("name").asText())
            .collect(Collectors.toSet());
    String milestone =
        Milestones.shown(call, repo, issue.path("~milestone_number")).path("title").asText("");
    return both(words, "is", is -> is(call, repo, issue, is))
        && both(words, "type", type -> is(call, repo, issue, type))
        && both(words, "state", state -> issue.path("state").asText().equals(state))
        && both(words, "author", user::equalsIgnoreCase)
        && both(words, "assignee", who -> assignees.stream().anyMatch(who::equalsIgnoreCase))
        && both(
            words,
            "label",
            label ->
                List.of(label.split(",", -1)).stream()
                    .anyMatch(one -> labels.stream().anyMatch(one::equalsIgnoreCase)))
        && both(words, "milestone", milestone::equalsIgnoreCase)
        && both(words, "mentions", who -> issue.path("body").asText("").contains("@" + who))
        && both(words, "no", what -> lacks(what, labels, assignees, milestone))
        && both(words, "head", head -> pull(call, issue, "head_ref").equals(head))
        && both(words, "base", base -> pull(call, issue, "base_ref").equals(base))
        && both(words, "comments", r -> SearchWords.within(issue.path("comments").asInt(), r))
        && time(words, issue, "created")
        && time(words, issue, "updated")
        && time(words, issue, "closed")
        && words.allIn(text(issue, words));
  }

  private static boolean both(SearchWords words, String name, Predicate<String> holds) {
    return words.all(name).stream().allMatch(holds) && words.none(name).stream().noneMatch(holds);
  }

  private static boolean time(SearchWords words, ObjectNode issue, String name) {
    String time = issue.path(name + "_at").asText("");
    return both(words, name, range -> !time.isEmpty() && SearchWords.withinTime(time, range));
  }

  private static String text(ObjectNode issue, SearchWords words) {
    List<String> in = words.all("in");
    String title = issue.path("title").asText();
    String body = issue.path("body").asText("");
    if (in.isEmpty()) {
      return title + " " + body;
    }
    return (in.contains("title") ? title : "") + " " + (in.contains("body") ? body : "");
  }

  private static boolean is(Call call, ObjectNode repo, ObjectNode issue, String what) {
    boolean pull = issue.path("~pull").asBoolean();
    return switch (what) {
      case "issue" -> !pull;
      case "pr", "pull-request" -> pull;
      case "open", "closed" -> issue.path("state").asText().equals(what);
      case "merged" -> pull && !pull(call, issue, "merged_at").isEmpty();
      case "unmerged" -> pull && pull(call, issue, "merged_at").isEmpty();
      case "draft" -> pull && pull(call, issue, "draft").equals("true");
      case "locked" -> issue.path("locked").asBoolean();
      case "unlocked" -> !issue.path("locked").asBoolean();
      case "public", "private" -> repo.path("visibility").asText().equals(what);
      default -> false;
    };
  }

  private static String pull(Call call, ObjectNode issue, String field) {
    return call.find(Pulls.RESOURCE, issue.path("~key").asText())
        .map(row -> row.path(field).asText(""))
        .orElse("");
  }

  private static boolean lacks(
      String what, Set<String> labels, Set<String> assignees, String milestone) {
    return switch (what) {
      case "label" -> labels.isEmpty();
      case "assignee" -> assignees.isEmpty();
      case "milestone" -> milestone.isEmpty();
      default -> false;
    };
  }
}
