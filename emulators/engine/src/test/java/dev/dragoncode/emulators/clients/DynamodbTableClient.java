package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Makes a table, puts items under a condition and queries them, with AWS's SDK. */
final class DynamodbTableClient implements RealClient {

  private static final String TABLE = "dragons";

  @Override
  public String emulator() {
    return "dynamodb";
  }

  @Override
  public void drive(Connection connection) {
    AwsConnection aws = AwsConnection.of(connection, "DYNAMODB");
    try (DynamoDbClient db = aws.client(DynamoDbClient.builder())) {
      db.createTable(request ->
          request
              .tableName(TABLE)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  attribute("saga", ScalarAttributeType.S), attribute("age", ScalarAttributeType.N))
              .keySchema(key("saga", KeyType.HASH), key("age", KeyType.RANGE)));
      put(db, "Edda", 900);
      put(db, "Edda", 300);
      put(db, "Hobbit", 170);
      assertThatThrownBy(() -> put(db, "Hobbit", 170))
          .isInstanceOf(ConditionalCheckFailedException.class);

      var old =
          db.query(request ->
              request
                  .tableName(TABLE)
                  .keyConditionExpression("saga = :saga AND age > :age")
                  .expressionAttributeValues(
                      Map.of(
                          ":saga",
                          AttributeValue.fromS("Edda"),
                          ":age",
                          AttributeValue.fromN("100"))));
      assertThat(old.items())
          .extracting(item -> item.get("age"))
          .containsExactly(AttributeValue.fromN("300"), AttributeValue.fromN("900"));
    }
  }

  private static void put(DynamoDbClient db, String saga, int age) {
    db.putItem(request ->
        request
            .tableName(TABLE)
            .conditionExpression("attribute_not_exists(saga)")
            .item(
                Map.of(
                    "saga",
                    AttributeValue.fromS(saga),
                    "age",
                    AttributeValue.fromN(String.valueOf(age)))));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
