package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.browse.Answer;
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
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Looks into a real ElasticMQ and a real DynamoDB Local, filled by AWS's own SDK. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AwsBrowserTest {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.dragoncode.emulators.engine.Matrix#kinds")
  void peeksAtMessagesThatStayForOthers(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "sqs", folder);
        SqsClient user = connect(bench, "SQS", SqsClient.builder())) {
      String url = user.createQueue(request -> request.queueName("dragons")).queueUrl();
      for (int i = 0; i < 15; i++) {
        String body = "dragon " + i;
        user.sendMessage(request -> request.queueUrl(url).messageBody(body));
      }
      DataBrowser browser = bench.reading();
      Place dragons = bench.place("dragons");
      assertThat(dragons.size()).hasValue(15);
      Page page = browser.page(dragons, "", Optional.empty());
      assertThat(page.rows())
          .extracting(row -> row.values().getLast().text())
          .contains("dragon 0", "dragon 7")
          .doesNotHaveDuplicates();
      assertThat(user.receiveMessage(request -> request.queueUrl(url)).messages())
          .as("still there for others")
          .hasSize(1);

      Change publish = new Change.Publish(dragons, "Glaurung");
      assertThatThrownBy(() -> browser.change(publish)).isInstanceOf(ProblemException.class);
      bench.changing().change(new Change.Clear(dragons));
      assertThat(browser.page(dragons, "", Optional.empty()).rows()).isEmpty();
      bench.changing().change(publish);
      assertThat(user.receiveMessage(request -> request.queueUrl(url)).messages())
          .extracting(Message::body)
          .containsExactly("Glaurung");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.dragoncode.emulators.engine.Matrix#kinds")
  void showsItemsAndAsksStatements(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "dynamodb", folder);
        DynamoDbClient user = connect(bench, "DYNAMODB", DynamoDbClient.builder())) {
      table(user);
      put(user, "Fafnir", Map.of("gold", AttributeValue.fromN("9.5")));
      put(
          user,
          "Smaug",
          Map.of(
              "lair",
              AttributeValue.fromM(Map.of("deep", AttributeValue.fromBool(true))),
              "none",
              AttributeValue.fromNul(true)));
      DataBrowser browser = bench.reading();
      Place dragons = bench.place("dragons");
      Page page = browser.page(dragons, "", Optional.empty());
      assertThat(page.columns().getFirst().name()).isEqualTo("name");
      Page.Row smaug =
          page.rows().stream()
              .filter(row -> row.values().getFirst().equals(Value.of("Smaug")))
              .findFirst()
              .orElseThrow();
      Detail detail = browser.detail(dragons, page, smaug);
      assertThat(detail.fields())
          .contains(new Detail.Field("lair", "M", Value.of("{\"deep\":true}")))
          .contains(new Detail.Field("none", "NULL", Value.none()));

      asksStatements(browser);
      Change delete = new Change.Delete(dragons, smaug);
      assertThatThrownBy(() -> browser.change(delete)).isInstanceOf(ProblemException.class);
      bench.changing().change(delete);
      assertThat(browser.page(dragons, "", Optional.empty()).rows()).hasSize(1);
      pages(browser, user, dragons);
    }
  }

  private static void asksStatements(DataBrowser browser) throws Exception {
    assertThat(browser.ask("SELECT gold FROM dragons WHERE name = 'Fafnir'", Optional.empty()))
        .isInstanceOfSatisfying(
            Answer.Rows.class,
            rows ->
                assertThat(rows.page().rows().getFirst().values())
                    .containsExactly(Value.of("9.5")));
    assertThat(browser.ask("DELETE FROM dragons WHERE name = 'Fafnir'", Optional.empty()))
        .isInstanceOf(Answer.Refused.class);
    assertThat(browser.ask("SELECT gold FRM dragons", Optional.empty()))
        .isInstanceOf(Answer.Refused.class);
  }

  private static void pages(DataBrowser browser, DynamoDbClient user, Place dragons)
      throws Exception {
    for (int i = 0; i < Bounds.ROWS; i++) {
      put(user, "dragon " + i, Map.of());
    }
    Page first = browser.page(dragons, "", Optional.empty());
    assertThat(first.rows()).hasSize(Bounds.ROWS);
    assertThat(browser.page(dragons, "", first.next()).rows()).hasSize(1);
  }

  private static void table(DynamoDbClient user) {
    user.createTable(request ->
        request
            .tableName("dragons")
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                AttributeDefinition.builder()
                    .attributeName("name")
                    .attributeType(ScalarAttributeType.S)
                    .build())
            .keySchema(
                KeySchemaElement.builder().attributeName("name").keyType(KeyType.HASH).build()));
  }

  private static void put(DynamoDbClient user, String name, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item = new java.util.HashMap<>(more);
    item.put("name", AttributeValue.fromS(name));
    user.putItem(request -> request.tableName("dragons").item(item));
  }

  private static <B extends AwsClientBuilder<B, C>, C> C connect(
      BrowseBench bench, String service, B builder) {
    Map<String, String> env = bench.variables(Dialect.DOTENV);
    return builder
        .endpointOverride(URI.create(env.get("AWS_ENDPOINT_URL_" + service)))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    env.get("AWS_ACCESS_KEY_ID"), env.get("AWS_SECRET_ACCESS_KEY"))))
        .region(Region.of(env.get("AWS_REGION")))
        .build();
  }
}
