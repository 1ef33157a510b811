package dev.dragoncode.project.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a secret, and what only looks like one. */
class SecretFinderTest {

  private static List<SecretHit> in(String path, String text) {
    return SecretFinder.in(path, MadeSecrets.in(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key = MADE(AKIA,base32,16)",
        "aws_secret_access_key = MADE(,base64,40)",
        "token: MADE(ghp_,alnum,36)",
        "MADE(github_pat_,alnum,22)_MADE(,alnum,59)",
        "MADE(glpat-,alnum,20)",
        "MADE(xoxb-12345-,alnum,24)",
        "https://hooks.slack.com/services/T0AB12CD3/B0AB12CD3/MADE(,alnum,24)",
        "MADE(sk_live_,alnum,24)",
        "MADE(SG.,alnum,22).MADE(,alnum,43)",
        "MADE(AIza,alnum,35)",
        "MADE(npm_,alnum,36)",
        "MADE(sk-proj-,alnum,20)T3BlbkFJMADE(,alnum,20)",
        "1234509876:AAMADE(,alnum,33)",
        "AccountKey=MADE(,base64,86)==;EndpointSuffix=core.windows.net",
        "MADE(hvs.,alnum,30)"
      })
  void knowsTokensByTheirForm(String text) {
    List<SecretHit> hits = in("src/config.rb", "first\n" + text + "\nlast");

    assertThat(hits).hasSize(1);
    assertThat(hits.getFirst().line()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_0000000000000000000000000000000000aa",
        "token = ghp_" + "your-token-goes-here",
        "MADE(sk_test_,alnum,24)",
        "password = ${DATABASE_PASSWORD}",
        "password: '{{ .Values.password }}'",
        "secret = projects/shop/secrets/database/versions/3",
        "api_key = change-me-1234567890",
        "secret_key: this-is-not-a-real-key-1",
        "token = eyJhbGciOi",
        "secret.id = 5f0c3f5e-9a51-4a9e-8f0b-0c1d2e3f4a5b",
        "client_secret_file = /run/secrets/a1b2c3d4e5f6g7h8",
        "postgres://shop:password123@db.shop.io/shop",
        "postgres://shop:MADE(,alnum,14)@localhost:5432/shop",
        "postgres://shop:MADE(,alnum,14)@db:5432/shop",
        "token_expiry = 2026-11-28T12:00:00",
        "-----BEGIN PRIVATE KEY-----\nMII...\n-----END PRIVATE KEY-----"
      })
  void isNotFooledByWhatStandsInForASecret(String text) {
    assertThat(in("config.properties", text)).isEmpty();
  }

  @Test
  void takesNamedValuesFromCodeOnlyInQuotationMarks() {
    assertThat(in("app.py", "API_SECRET = \"MADE(,alnum,32)\"")).hasSize(1);
    assertThat(in("app.py", "api_secret = MADE(x,alnum,32)")).isEmpty();
    assertThat(in("prod.env", "API_SECRET=MADE(,alnum,32)")).hasSize(1);
  }

  @Test
  void testsAndDocumentsMayHaveKeysOfTheirOwnButNoLiveTokens() {
    String key = "secret = 'MADE(,alnum,32)'";
    String token = "token = 'MADE(ghp_,alnum,36)'";

    assertThat(in("tests/test_login.py", key)).isEmpty();
    assertThat(in("README.md", key)).isEmpty();
    assertThat(in("src/login.py", key)).hasSize(1);
    assertThat(in("tests/test_login.py", token)).hasSize(1);
  }

  @Test
  void neverTellsTheSecret() {
    String token = MadeSecrets.in("MADE(ghp_,alnum,36)");
    String line = "curl -H 'Authorization: " + token + "' -d other=" + token + " # key";

    SecretHit hit = SecretFinder.in("deploy.sh", line).getFirst();

    assertThat(hit.toString()).doesNotContain(token).doesNotContain(token.substring(4, 20));
    assertThat(hit.excerpt()).startsWith("curl -H 'Authorization: ••••'");
    assertThat(SecretFinder.masked(line)).doesNotContain(token);
  }

  @Test
  void neverTellsAKeyThatStandsInOneLine() {
    String text =
        MadeSecrets.in(
            "{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMADE(MII,base64,200)\\n-----END PRIVATE KEY-----\\n\"}");

    SecretHit hit = SecretFinder.in("key.json", text).getFirst();

    assertThat(hit.excerpt()).contains("BEGIN PRIVATE KEY-----••••").doesNotContain("MII");
  }

  @Test
  void theFingerprintIsOfTheSecretNotOfItsPlace() {
    String one = in("a.js", "const a = 'MADE(ghp_,alnum,36)'").getFirst().fingerprint();
    String same = in("b.yml", "\n\nb: MADE(ghp_,alnum,36)").getFirst().fingerprint();
    String other = in("a.js", "const a = 'MADE(ghp_,alnum,37)'").getFirst().fingerprint();

    assertThat(one).isEqualTo(same).isNotEqualTo(other).matches("[0-9a-f]{16}");
  }

  @Test
  void readsALineOfAMegabyteAndManyKeywordsInNoTime() {
    String minified = "a.token=b;".repeat(100_000) + MadeSecrets.in("MADE(ghp_,alnum,36)");
    String keys = "-----BEGIN PRIVATE KEY-----\n".repeat(10_000);

    assertThat(SecretFinder.in("app.js", minified)).hasSize(1);
    assertThat(SecretFinder.in("keys.txt.pem", keys)).isEmpty();
  }
}
