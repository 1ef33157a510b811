package dev.dragoncode.emulators.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Leaves one word with an emulator and looks for it later, with the product's own client. */
final class Keepsakes {

  /** What is read where nothing was left. */
  static final String NOTHING = "nothing";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Keepsakes() {}

  static void leave(EmulatorSnapshot emulator, String word) throws Exception {
    switch (emulator.id()) {
      case "postgresql", "mariadb", "mysql" -> insert(emulator, word);
      case "redis" -> {
        try (RedisClient client = RedisClient.create(variable(emulator, "REDIS_URL"))) {
          client.set("dragon", word);
        }
      }
      case "mongodb" -> {
        try (MongoClient client = MongoClients.create(variable(emulator, "MONGODB_URI"))) {
          dragons(client)
              .replaceOne(
                  Filters.eq("_id", 1),
                  new Document("name", word),
                  new ReplaceOptions().upsert(true));
        }
      }
      case "s3" -> {
        try (S3Client client = s3(emulator)) {
          client.putObject(
              to -> to.bucket(variable(emulator, "S3_BUCKET")).key("dragon"),
              RequestBody.fromString(word));
        }
      }
      case "rabbitmq" -> publish(emulator, word);
      case "kafka" -> produce(emulator, word);
      case "artemis" -> send(emulator, word);
      default -> throw new IllegalArgumentException("No client leaves anything with " + emulator);
    }
  }

  /** The word that was left last, or {@link #NOTHING}. */
  static String find(EmulatorSnapshot emulator) throws Exception {
    return switch (emulator.id()) {
      case "postgresql", "mariadb", "mysql" -> select(emulator);
      case "redis" -> {
        try (RedisClient client = RedisClient.create(variable(emulator, "REDIS_URL"))) {
          yield Objects.requireNonNullElse(client.get("dragon"), NOTHING);
        }
      }
      case "mongodb" -> {
        try (MongoClient client = MongoClients.create(variable(emulator, "MONGODB_URI"))) {
          Document found = dragons(client).find().first();
          yield found == null ? NOTHING : found.getString("name");
        }
      }
      case "s3" -> {
        try (S3Client client = s3(emulator)) {
          yield client
              .getObjectAsBytes(from -> from.bucket(variable(emulator, "S3_BUCKET")).key("dragon"))
              .asUtf8String();
        } catch (NoSuchKeyException e) {
          yield NOTHING;
        }
      }
      case "rabbitmq" -> look(emulator);
      case "kafka" -> poll(emulator);
      case "artemis" -> browse(emulator);
      default -> throw new IllegalArgumentException("No client finds anything at " + emulator);
    };
  }

  private static String variable(EmulatorSnapshot emulator, String name) {
    return Objects.requireNonNull(emulator.variables(Dialect.DOTENV).get(name), name);
  }

  private static Connection sql(EmulatorSnapshot emulator) throws Exception {
    Map<String, String> spring = emulator.variables(Dialect.SPRING);
    return DriverManager.getConnection(
        spring.get("spring.datasource.url"),
        spring.get("spring.datasource.username"),
        spring.get("spring.datasource.password"));
  }

  private static void insert(EmulatorSnapshot emulator, String word) throws Exception {
    try (Connection connection = sql(emulator);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS dragons (name varchar(40))");
      statement.execute("DELETE FROM dragons");
      statement.execute("INSERT INTO dragons VALUES ('" + word + "')");
    }
  }

  private static String select(EmulatorSnapshot emulator) throws Exception {
    try (Connection connection = sql(emulator);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS dragons (name varchar(40))");
      try (ResultSet rows = statement.executeQuery("SELECT name FROM dragons")) {
        return rows.next() ? rows.getString(1) : NOTHING;
      }
    }
  }

  private static MongoCollection<Document> dragons(MongoClient client) {
    return client.getDatabase("app").getCollection("dragons");
  }

  private static S3Client s3(EmulatorSnapshot emulator) {
    return S3Client.builder()
        .endpointOverride(URI.create(variable(emulator, "AWS_ENDPOINT_URL_S3")))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    variable(emulator, "AWS_ACCESS_KEY_ID"),
                    variable(emulator, "AWS_SECRET_ACCESS_KEY"))))
        .build();
  }

  private static com.rabbitmq.client.Connection broker(EmulatorSnapshot emulator) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(variable(emulator, "AMQP_URL"));
    return factory.newConnection();
  }

  private static void publish(EmulatorSnapshot emulator, String word) throws Exception {
    try (com.rabbitmq.client.Connection connection = broker(emulator);
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.queueDeclare("dragons", true, false, false, Map.of());
      channel.queuePurge("dragons");
      channel.basicPublish(
          "", "dragons", MessageProperties.PERSISTENT_TEXT_PLAIN, word.getBytes(UTF_8));
      channel.waitForConfirmsOrDie(PATIENCE.toMillis());
    }
  }

  private static String look(EmulatorSnapshot emulator) throws Exception {
    try (com.rabbitmq.client.Connection connection = broker(emulator);
        Channel channel = connection.createChannel()) {
      channel.queueDeclare("dragons", true, false, false, Map.of());
      GetResponse response = channel.basicGet("dragons", false);
      return response == null ? NOTHING : new String(response.getBody(), UTF_8);
    }
  }

  /** The only message: what was there is taken first. */
  private static void send(EmulatorSnapshot emulator, String word) {
    try (ActiveMQConnectionFactory factory = artemis(emulator);
        JMSContext context = factory.createContext()) {
      Queue queue = context.createQueue("dragons");
      JMSConsumer consumer = context.createConsumer(queue);
      while (consumer.receiveNoWait() != null) {
        // taken
      }
      consumer.close();
      context.createProducer().send(queue, word);
    }
  }

  private static String browse(EmulatorSnapshot emulator) throws JMSException {
    try (ActiveMQConnectionFactory factory = artemis(emulator);
        JMSContext context = factory.createContext()) {
      Enumeration<?> messages =
          context.createBrowser(context.createQueue("dragons")).getEnumeration();
      return messages.hasMoreElements()
          ? ((TextMessage) messages.nextElement()).getText()
          : NOTHING;
    }
  }

  private static ActiveMQConnectionFactory artemis(EmulatorSnapshot emulator) {
    Map<String, String> spring = emulator.variables(Dialect.SPRING);
    return new ActiveMQConnectionFactory(
        spring.get("spring.artemis.broker-url"),
        spring.get("spring.artemis.user"),
        spring.get("spring.artemis.password"));
  }

  private static Map<String, Object> kafka(EmulatorSnapshot emulator) {
    return Map.of("bootstrap.servers", variable(emulator, "KAFKA_BOOTSTRAP_SERVERS"));
  }

  private static void produce(EmulatorSnapshot emulator, String word) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(kafka(emulator), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("dragons", word)).get();
    }
  }

  private static String poll(EmulatorSnapshot emulator) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(kafka(emulator), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition dragons = new TopicPartition("dragons", 0);
      if (!consumer.listTopics(PATIENCE).containsKey(dragons.topic())) {
        return NOTHING;
      }
      consumer.assign(List.of(dragons));
      long end = consumer.endOffsets(List.of(dragons)).getOrDefault(dragons, 0L);
      if (end == 0) {
        return NOTHING;
      }
      consumer.seek(dragons, end - 1);
      for (ConsumerRecord<String, String> record : consumer.poll(PATIENCE)) {
        return record.value();
      }
      return NOTHING;
    }
  }
}
