package dev.dragoncode.fakes.packs.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.Listener;
import dev.dragoncode.fakes.pack.Signatures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHCommitState;
import org.kohsuke.github.GHEvent;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHHook;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHMilestone;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestFileDetail;
import org.kohsuke.github.GHPullRequestReviewEvent;
import org.kohsuke.github.GHPullRequestReviewState;
import org.kohsuke.github.GHRelease;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.HttpException;

/** The usual Java client of GitHub, unchanged but for its endpoint, against the fake. */
public class GithubJavaTest {

  private static Fakes fakes;
  private static GitHub github;
  private static int repositories;

  private GHRepository repo;

  @BeforeAll
  static void serve() throws IOException {
    fakes = Fakes.serving("github");
    github = client("ghp_some_token");
  }

  @AfterAll
  static void stop() {
    fakes.close();
  }

  @BeforeEach
  void create() throws IOException {
    repo = github.createRepository("shop-" + ++repositories).autoInit(true).create();
  }

  private static GitHub client(String token) throws IOException {
    return new GitHubBuilder().withEndpoint(fakes.url("github")).withOAuthToken(token).build();
  }

  /** A branch with a file that the main one has not. */
  private void branch(String name, String path, String content) throws IOException {
    repo.createRef("refs/heads/" + name, repo.getBranch("main").getSHA1());
    repo.createContent().branch(name).path(path).content(content).message("Add " + path).commit();
  }

  private String text(String path) throws IOException {
    return new String(repo.getFileContent(path).read().readAllBytes(), StandardCharsets.UTF_8);
  }

  private GHPullRequest pull(String branch) throws IOException {
    branch(branch, branch + ".txt", "one\ntwo\n");
    return repo.createPullRequest("Add " + branch, branch, "main", "Please look");
  }

  @Test
  void knowsWhoCalls() throws IOException {
    github.checkApiUrlValidity();
    assertThat(github.getMyself().getLogin()).isEqualTo("dragoncode");
    assertThat(github.isCredentialValid()).isTrue();
    assertThat(client("nonsense").isCredentialValid()).isFalse();
    assertThat(client("ghp_alice_1").getMyself().getName()).isEqualTo("Alice Liddell");
    assertThat(github.getMyOrganizations()).containsKey("dragoncode-labs");
    assertThat(github.getRateLimit().getCore().getLimit()).isEqualTo(5_000);
  }

  @Test
  void keepsIssues() throws IOException {
    GHMilestone milestone = repo.createMilestone("1.0", "The first one");
    GHIssue issue =
        repo.createIssue("Broken").body("It is.").label("bug").milestone(milestone).create();
    issue.comment("Me too");
    issue.addLabels("urgent");
    issue.close();
    GHIssue read = repo.getIssue(issue.getNumber());
    assertThat(read.getState()).isEqualTo(GHIssueState.CLOSED);
    assertThat(read.getLabels()).extracting(l -> l.getName()).containsExactly("bug", "urgent");
    assertThat(read.getComments()).extracting(c -> c.getBody()).containsExactly("Me too");
    assertThat(read.getMilestone().getClosedIssues()).isEqualTo(1);
    assertThat(repo.getIssues(GHIssueState.OPEN)).isEmpty();
    assertThat(
            github
                .searchIssues()
                .q("repo:" + repo.getFullName() + " is:closed label:urgent")
                .list())
        .hasSize(1);
  }

  @Test
  void pagesThroughIssues() throws IOException {
    for (int i = 0; i < 45; i++) {
      repo.createIssue("Issue " + i).create();
    }
    assertThat(repo.queryIssues().state(GHIssueState.ALL).pageSize(10).list().toList())
        .hasSize(45)
        .extracting(GHIssue::getNumber)
        .doesNotHaveDuplicates();
  }

  @Test
  void writesFiles() throws IOException {
    repo.createContent().path("src/a.txt").content("one\n").message("Add a").commit();
    assertThat(text("src/a.txt")).isEqualTo("one\n");
    repo.getFileContent("src/a.txt").update("two\n", "Change a");
    assertThat(repo.listCommits().toList())
        .extracting(commit -> commit.getCommitShortInfo().getMessage())
        .containsExactly("Change a", "Add a", "Initial commit");
    assertThatThrownBy(
            () -> repo.createContent().path("src/a.txt").content("x").message("Again").commit())
        .isInstanceOfSatisfying(
            HttpException.class, e -> assertThat(e.getResponseCode()).isEqualTo(422));
    repo.getFileContent("src/a.txt").delete("Remove a");
    assertThatThrownBy(() -> repo.getFileContent("src/a.txt"))
        .isInstanceOf(GHFileNotFoundException.class);
    assertThat(repo.getTreeRecursive("main", 1).getTree())
        .extracting(entry -> entry.getPath())
        .containsExactly("README.md");
  }

  @Test
  void mergesPullRequests() throws IOException {
    GHPullRequest pull = pull("feature");
    assertThat(pull.listFiles().toList())
        .extracting(GHPullRequestFileDetail::getFilename, GHPullRequestFileDetail::getAdditions)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("feature.txt", 2));
    assertThat(repo.getIssue(pull.getNumber()).isPullRequest()).isTrue();
    repo.addCollaborators(client("ghp_bob").getMyself());
    client("ghp_bob")
        .getRepository(repo.getFullName())
        .getPullRequest(pull.getNumber())
        .createReview()
        .event(GHPullRequestReviewEvent.APPROVE)
        .body("Good")
        .create();
    assertThat(pull.listReviews().toList())
        .extracting(review -> review.getState())
        .containsExactly(GHPullRequestReviewState.APPROVED);
    assertThat(pull.getMergeable()).isTrue();
    pull.merge("Merge it", pull.getHead().getSha(), GHPullRequest.MergeMethod.SQUASH);
    assertThat(repo.getPullRequest(pull.getNumber()).isMerged()).isTrue();
    assertThat(text("feature.txt")).isEqualTo("one\ntwo\n");
    assertThatThrownBy(() -> pull.merge("Again"))
        .isInstanceOfSatisfying(
            HttpException.class, e -> assertThat(e.getResponseCode()).isEqualTo(405));
  }

  @Test
  void seesConflicts() throws IOException {
    GHPullRequest pull = pull("other");
    repo.createContent().path("other.txt").content("else\n").message("Else").commit();
    assertThat(repo.getPullRequest(pull.getNumber()).getMergeable()).isFalse();
    assertThatThrownBy(() -> pull.merge("x")).hasMessageContaining("not mergeable");
  }

  @Test
  void releases() throws IOException {
    GHRelease release = repo.createRelease("v1").name("One").body("The first").create();
    release.uploadAsset(
        "a.txt", new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)), "text/plain");
    assertThat(repo.getLatestRelease().getName()).isEqualTo("One");
    assertThat(repo.getReleaseByTagName("v1").listAssets().toList())
        .extracting(asset -> asset.getSize())
        .containsExactly(5L);
    assertThat(repo.listTags().toList()).extracting(tag -> tag.getName()).containsExactly("v1");
    String sha = repo.getBranch("main").getSHA1();
    repo.createCommitStatus(sha, GHCommitState.FAILURE, "https://ci.example.com", "No", "ci");
    assertThat(repo.getLastCommitStatus(sha).getState()).isEqualTo(GHCommitState.FAILURE);
  }

  @Test
  void signsWebhooksThatTheClientReads() throws Exception {
    try (Listener listener = new Listener()) {
      Map<String, String> config =
          Map.of("url", listener.url("/hook"), "content_type", "json", "secret", "s3cret");
      GHHook hook = repo.createHook("web", config, List.of(GHEvent.ISSUES), true);
      assertThat(hook.getConfig()).containsEntry("secret", "********");
      Listener.Message ping = listener.next();
      assertThat(ping.header("x-github-event")).isEqualTo("ping");
      GHIssue issue = repo.createIssue("Told").create();
      Listener.Message told = listener.next();
      assertThat(told.header("x-github-event")).isEqualTo("issues");
      assertThat(told.header("x-github-hook-id")).isEqualTo(String.valueOf(hook.getId()));
      assertThat(told.header("x-hub-signature-256"))
          .isEqualTo("sha256=" + Signatures.hmacSha256Hex("s3cret", told.body()));
      GHEventPayload.Issue payload =
          github.parseEventPayload(new StringReader(told.body()), GHEventPayload.Issue.class);
      assertThat(payload.getAction()).isEqualTo("opened");
      assertThat(payload.getIssue().getNumber()).isEqualTo(issue.getNumber());
    }
  }

  @Test
  void refusesAsGithubDoes() throws IOException {
    GHRepository hidden = github.createRepository("hidden").private_(true).create();
    GitHub bob = client("ghp_bob");
    assertThatThrownBy(() -> bob.getRepository(hidden.getFullName()))
        .isInstanceOf(GHFileNotFoundException.class);
    assertThatThrownBy(() -> bob.getRepository(repo.getFullName()).setDescription("mine"))
        .isInstanceOfSatisfying(
            HttpException.class, e -> assertThat(e.getResponseCode()).isEqualTo(403));
    GitHub nobody = new GitHubBuilder().withEndpoint(fakes.url("github")).build();
    assertThat(nobody.getRepository(repo.getFullName()).getName()).isEqualTo(repo.getName());
    assertThatThrownBy(() -> nobody.getRepository(hidden.getFullName()))
        .isInstanceOf(GHFileNotFoundException.class);
    assertThatThrownBy(() -> github.createRepository("hidden").create())
        .hasMessageContaining("name already exists on this account");
    hidden.delete();
    assertThatThrownBy(() -> github.getRepository("dragoncode/hidden"))
        .isInstanceOf(GHFileNotFoundException.class);
  }

  @Test
  void givesAppsTokensOfInstallations() throws Exception {
    GitHub app =
        new GitHubBuilder().withEndpoint(fakes.url("github")).withJwtToken(jwt("RS256")).build();
    assertThat(app.getApp().getId()).isEqualTo(12_345);
    String token =
        app.getApp()
            .getInstallationByRepository("dragoncode", repo.getName())
            .createToken()
            .create()
            .getToken();
    assertThat(token).startsWith("ghs_");
    GitHub installed =
        new GitHubBuilder()
            .withEndpoint(fakes.url("github"))
            .withAppInstallationToken(token)
            .build();
    assertThat(
            installed
                .getRepository(repo.getFullName())
                .createIssue("By app")
                .create()
                .getUser()
                .getLogin())
        .isEqualTo("dragoncode-app[bot]");
    GitHub wrong =
        new GitHubBuilder().withEndpoint(fakes.url("github")).withJwtToken(jwt("HS256")).build();
    assertThatThrownBy(wrong::getApp).hasMessageContaining("could not be decoded");
  }

  private static String jwt(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair pair = generator.generateKeyPair();
    long now = Instant.now().getEpochSecond();
    String text =
        encoded("{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm))
            + "."
            + encoded("{\"iat\":%d,\"exp\":%d,\"iss\":\"12345\"}".formatted(now - 60, now + 540));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
