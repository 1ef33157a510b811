package dev.dragoncode.emulators.clients;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** What AWS's SDK learns from the variables that it reads itself. */
record AwsConnection(URI endpoint, StaticCredentialsProvider credentials, Region region) {

  static AwsConnection of(Connection connection, String service) {
    return new AwsConnection(
        URI.create(connection.dotenv("AWS_ENDPOINT_URL_" + service)),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                connection.dotenv("AWS_ACCESS_KEY_ID"),
                connection.dotenv("AWS_SECRET_ACCESS_KEY"))),
        Region.of(connection.dotenv("AWS_REGION")));
  }

  <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint)
        .credentialsProvider(credentials)
        .region(region)
        .build();
  }
}
