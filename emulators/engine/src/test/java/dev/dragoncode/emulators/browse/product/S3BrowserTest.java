package dev.dragoncode.emulators.browse.product;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.ProblemException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Looks into a real S3Proxy, filled by AWS's own SDK. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class S3BrowserTest {

  @TempDir Path folder;

  @Test
  void showsFoldersAndObjectsAndChangesThemWhenAsked() throws Exception {
    try (BrowseBench bench = new BrowseBench(EngineKind.EMBEDDED, "s3", folder);
        S3Client user = connect(bench)) {
      put(user, "readme.txt", "text/plain", "The hoard".getBytes(UTF_8));
      put(user, "photos/2026/ring ö+%.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
      put(user, "photos/raw", "application/octet-stream", new byte[] {(byte) 0xff, 0});
      DataBrowser browser = bench.reading();
      assertThat(browser.places()).extracting(Place::name).containsExactly("app");

      Place app = browser.places().getFirst();
      Page top = browser.page(app, "", Optional.empty());
      assertThat(top.rows())
          .extracting(row -> row.values().getFirst().text())
          .containsExactly("photos/", "readme.txt");
      Place photos = top.rows().getFirst().opens().orElseThrow();
      Place year =
          browser.page(photos, "", Optional.empty()).rows().getFirst().opens().orElseThrow();
      Page inner = browser.page(year, "", Optional.empty());
      assertThat(inner.trail()).extracting(Place::name).containsExactly("app", "photos", "2026");
      assertThat(inner.rows().getFirst().values().stream().map(Value::text).limit(3))
          .containsExactly("ring ö+%.png", "4", "image/png");
      assertThat(browser.page(app, "read", Optional.empty()).rows()).hasSize(1);

      showsContent(browser, app, top, year, inner);
      savesObjects(browser, year, inner);
      listsByPages(browser, user);
      changesWhenAsked(bench, user, photos);
    }
  }

  private static void showsContent(DataBrowser browser, Place app, Page top, Place year, Page inner)
      throws Exception {
    Detail text = browser.detail(app, top, top.rows().getLast());
    assertThat(text.views()).containsExactly(new Detail.View.Plain("Text", Value.of("The hoard")));
    assertThat(text.fields())
        .contains(new Detail.Field("x-amz-meta-owner", "", Value.of("fafnir")));
    Detail picture = browser.detail(year, inner, inner.rows().getFirst());
    assertThat(picture.views().getFirst())
        .isInstanceOfSatisfying(
            Detail.View.Picture.class, view -> assertThat(view.bytes().size()).isEqualTo(4));
  }

  private void savesObjects(DataBrowser browser, Place year, Page inner) throws Exception {
    Path to = folder.resolve("ring.png");
    browser.save(year, inner.rows().getFirst(), "object", to);
    assertThat(to).hasBinaryContent(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
  }

  private static void listsByPages(DataBrowser browser, S3Client user) throws Exception {
    for (int i = 0; i <= Bounds.ROWS; i++) {
      put(user, "many/%03d".formatted(i), "text/plain", new byte[0]);
    }
    Place app = browser.places().getFirst();
    Place many =
        browser.page(app, "many", Optional.empty()).rows().getFirst().opens().orElseThrow();
    Page first = browser.page(many, "", Optional.empty());
    assertThat(first.rows()).hasSize(Bounds.ROWS);
    Page second = browser.page(many, "", first.next());
    assertThat(second.rows())
        .extracting(row -> row.values().getFirst().text())
        .containsExactly("200");
    assertThat(second.next()).isEmpty();
    assertThat(browser.detail(many, second, second.rows().getFirst()).views()).isEmpty();
  }

  private void changesWhenAsked(BrowseBench bench, S3Client user, Place photos) throws Exception {
    Path file = Files.writeString(folder.resolve("new ü.txt"), "new");
    Change upload = new Change.Upload(photos, file);
    assertThatThrownBy(() -> bench.reading().change(upload)).isInstanceOf(ProblemException.class);
    bench.changing().change(upload);
    assertThat(
            user.getObjectAsBytes(get -> get.bucket("app").key("photos/new ü.txt")).asUtf8String())
        .isEqualTo("new");
    Page.Row row = bench.reading().page(photos, "new", Optional.empty()).rows().getFirst();
    bench.changing().change(new Change.Delete(photos, row));
    assertThat(bench.reading().page(photos, "new", Optional.empty()).rows()).isEmpty();
  }

  private static void put(S3Client user, String key, String type, byte[] bytes) {
    user.putObject(
        request ->
            request.bucket("app").key(key).contentType(type).metadata(Map.of("owner", "fafnir")),
        RequestBody.fromBytes(bytes));
  }

  private static S3Client connect(BrowseBench bench) {
    Map<String, String> env = bench.variables(Dialect.DOTENV);
    return S3Client.builder()
        .endpointOverride(URI.create(env.get("AWS_ENDPOINT_URL_S3")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    env.get("AWS_ACCESS_KEY_ID"), env.get("AWS_SECRET_ACCESS_KEY"))))
        .region(Region.of(env.get("AWS_REGION")))
        .build();
  }
}
