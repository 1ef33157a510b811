package dev.dragoncode.fakes.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.fakes.Fakes;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A document of a library's API with authors, books and reviews, served over HTTP. */
class LibraryTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Fakes fakes = Fakes.empty();
  private static String url = "";

  @BeforeAll
  static void serve() throws Exception {
    URL document = Objects.requireNonNull(LibraryTest.class.getResource("library.yaml"));
    url = fakes.add(OpenApiFake.read(Path.of(document.toURI()).toString()));
  }

  @AfterAll
  static void close() {
    fakes.close();
  }

  /** Each test has what it makes for itself. */
  private static HttpResponse<String> ask(
      String test, String method, String path, String body, String... more) throws Exception {
    String[] headers = new String[4 + more.length];
    headers[0] = "X-DragonCode-Namespace";
    headers[1] = test;
    headers[2] = "Authorization";
    headers[3] = "Bearer anything";
    System.arraycopy(more, 0, headers, 4, more.length);
    return fakes.send(method, url + path, body, headers);
  }

  private static JsonNode get(String test, String path) throws Exception {
    HttpResponse<String> answer = ask(test, "GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static JsonNode make(String test, String path, String body) throws Exception {
    HttpResponse<String> answer = ask(test, "POST", path, body);
    assertThat(answer.statusCode()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  @Test
  void keepsWhatIsMadeChangedAndDeleted() throws Exception {
    HttpResponse<String> made =
        ask(
            "crud",
            "POST",
            "/books",
            "{\"title\": \"One\", \"authorId\": 1, \"shelfCode\": \"A\"}");
    JsonNode book = JSON.readTree(made.body());
    String id = book.path("id").asText();
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(id).matches("bk_[a-z0-9]{8}");
    assertThat(made.headers().firstValue("location")).contains(url + "/books/" + id);
    assertThat(book.path("genre").asText()).isEqualTo("novel");
    assertThat(book.path("isbn").asText()).isEqualTo("978-3-16-148410-0");
    assertThat(book.has("shelfCode")).isFalse();
    assertThat(get("crud", "/books/" + id)).isEqualTo(book);

    HttpResponse<String> changed =
        ask("crud", "PATCH", "/books/" + id, "{\"pages\": 120, \"title\": \"Two\"}");
    assertThat(changed.statusCode()).isEqualTo(200);
    JsonNode after = get("crud", "/books/" + id);
    assertThat(after.path("title").asText()).isEqualTo("Two");
    assertThat(after.path("pages").asInt()).isEqualTo(120);
    assertThat(after.path("createdAt")).isEqualTo(book.path("createdAt"));

    String patch = "[{\"op\": \"replace\", \"path\": \"/title\", \"value\": \"Three\"}]";
    ask("crud", "PATCH", "/books/" + id, patch, "Content-Type", "application/json-patch+json");
    assertThat(get("crud", "/books/" + id).path("title").asText()).isEqualTo("Three");

    HttpResponse<String> deleted = ask("crud", "DELETE", "/books/" + id, "");
    assertThat(JSON.readTree(deleted.body()))
        .isEqualTo(JSON.createObjectNode().put("id", id).put("deleted", true));
    assertThat(ask("crud", "GET", "/books/" + id, "").statusCode()).isEqualTo(404);
    assertThat(get("crud", "/books").path("books")).isEmpty();
  }

  @Test
  void startsWithTheDocumentsExamplesAndCountsOn() throws Exception {
    assertThat(get("seeds", "/v2/authors").findValuesAsText("name"))
        .containsExactly("Jane Doe", "John Roe");
    assertThat(get("seeds", "/authors/2").path("name").asText()).isEqualTo("John Roe");
    assertThat(make("seeds", "/authors", "{\"name\": \"Ann\"}").path("id").asInt()).isEqualTo(3);
    HttpResponse<String> put = ask("seeds", "PUT", "/authors/3", "{\"name\": \"Anna\"}");
    assertThat(JSON.readTree(put.body()).path("id").asInt()).isEqualTo(3);
    assertThat(get("seeds", "/authors/3").path("name").asText()).isEqualTo("Anna");
    assertThat(ask("seeds", "DELETE", "/authors/3", "").statusCode()).isEqualTo(204);
    assertThat(ask("seeds", "PUT", "/authors/3", "{\"name\": \"A\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void listsInPagesAndByWhatTheDocumentCanFilter() throws Exception {
    for (String title : new String[] {"a", "b", "c"}) {
      String genre = title.equals("b") ? "crime" : "poetry";
      make(
          "pages",
          "/books",
          "{\"title\": \"%s\", \"authorId\": 1, \"genre\": \"%s\"}".formatted(title, genre));
    }
    HttpResponse<String> answer = ask("pages", "GET", "/books?limit=2", "");
    JsonNode first = JSON.readTree(answer.body());
    assertThat(first.path("books").findValuesAsText("title")).containsExactly("a", "b");
    assertThat(first.path("page").path("total").asInt()).isEqualTo(3);
    assertThat(answer.headers().firstValue("x-total-count")).contains("3");
    String cursor = first.path("page").path("nextCursor").asText();
    JsonNode second = get("pages", "/books?limit=2&cursor=" + cursor);
    assertThat(second.path("books").findValuesAsText("title")).containsExactly("c");
    assertThat(second.path("page").path("nextCursor").isNull()).isTrue();
    assertThat(get("pages", "/books?genre=crime").path("books").findValuesAsText("title"))
        .containsExactly("b");
    assertThat(ask("pages", "GET", "/books?limit=0", "").statusCode()).isEqualTo(400);
    assertThat(ask("pages", "GET", "/books?genre=western", "").statusCode()).isEqualTo(400);
  }

  @Test
  void relatesWhatStandsBelowSomethingElse() throws Exception {
    String one = make("below", "/books", "{\"title\": \"a\", \"authorId\": 1}").path("id").asText();
    String two = make("below", "/books", "{\"title\": \"b\", \"authorId\": 2}").path("id").asText();
    assertThat(get("below", "/authors/2/books").path("books").findValuesAsText("title"))
        .containsExactly("b");
    JsonNode review = make("below", "/books/" + one + "/reviews", "{\"stars\": 4}");
    assertThat(review.path("bookId").asText()).isEqualTo(one);
    HttpResponse<String> form =
        ask(
            "below",
            "POST",
            "/books/" + two + "/reviews",
            "stars=5&text=good",
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(JSON.readTree(form.body()).path("stars").isInt()).isTrue();
    assertThat(get("below", "/books/" + one + "/reviews").findValuesAsText("stars"))
        .containsExactly("4");
    String path = "/books/" + one + "/reviews/" + review.path("id").asText();
    assertThat(get("below", path)).isEqualTo(review);
    assertThat(JSON.readTree(ask("below", "POST", "/books/" + one + "/lend", "").body()))
        .isEqualTo(get("below", "/books/" + one));
    ask("below", "DELETE", "/books/" + one, "");
    assertThat(ask("below", "GET", path, "").statusCode()).isEqualTo(404);
    assertThat(ask("below", "GET", "/books/none/reviews", "").statusCode()).isEqualTo(404);
  }

  @Test
  void refusesInTheDocumentsWordsWhatItDoesNotDescribe() throws Exception {
    HttpResponse<String> wrong = ask("no", "POST", "/books", "{\"title\": \"\", \"pages\": 0}");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(wrong.body()).path("message").asText())
        .contains("body.title", "body.pages", "body.authorId is missing");
    HttpResponse<String> unknown = ask("no", "GET", "/books/nothing", "");
    assertThat(JSON.readTree(unknown.body()).path("message").asText())
        .isEqualTo("There is no book “nothing”.");
    HttpResponse<String> stars = ask("no", "POST", "/authors", "{\"name\": 7}");
    assertThat(stars.statusCode()).isEqualTo(422);
    assertThat(stars.headers().firstValue("content-type")).contains("application/problem+json");
    HttpResponse<String> kind =
        ask(
            "no",
            "POST",
            "/books",
            "{\"title\": \"a\", \"authorId\": 1, \"medium\": {\"kind\": \"audio\"}}");
    assertThat(kind.body()).contains("body.medium.minutes is missing");
    assertThat(ask("no", "POST", "/authors", "<a/>", "Content-Type", "text/xml").statusCode())
        .isEqualTo(415);
    assertThat(fakes.send("GET", url + "/books", "").statusCode()).isEqualTo(401);
    assertThat(fakes.send("GET", url + "/hours", "").statusCode()).isEqualTo(200);
  }

  @Test
  void answersTheExampleThatIsAskedForAndKeepsSingleThings() throws Exception {
    assertThat(get("one", "/hours").path("monday").asText()).isEqualTo("9-17");
    assertThat(ask("one", "GET", "/hours", "", "Prefer", "example=holidays").body())
        .contains("closed");
    assertThat(ask("one", "GET", "/hours", "", "Prefer", "code=503").statusCode()).isEqualTo(503);
    assertThat(get("one", "/settings").path("language").asText()).isEqualTo("en");
    ask("one", "PUT", "/settings", "{\"language\": \"de\"}");
    assertThat(get("one", "/settings").path("language").asText()).isEqualTo("de");
  }

  @Test
  void tellsTheInspectorWhatDiffersAndWhyNothingMatched() throws Exception {
    ask("why", "GET", "/books?colour=red", "");
    ask("why", "GET", "/bokks", "");
    JsonNode asked = fakes.control("GET", "/requests?most=500", "").path("requests");
    JsonNode unknown = asked.get(asked.size() - 2);
    JsonNode nowhere = asked.get(asked.size() - 1);
    assertThat(detail(unknown).path("findings").findValuesAsText("text"))
        .containsExactly("query.colour is not known here");
    assertThat(detail(nowhere).path("near").toString()).contains("GET /books");
  }

  private static JsonNode detail(JsonNode asked) throws Exception {
    return fakes.control("GET", "/requests/" + asked.path("number").asText(), "");
  }
}
