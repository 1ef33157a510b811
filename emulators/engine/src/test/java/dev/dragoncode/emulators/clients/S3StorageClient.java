package dev.dragoncode.emulators.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Puts, gets, lists by pages, uploads in parts, presigns, copies and deletes, with AWS's SDK. */
final class S3StorageClient implements RealClient {

  /** The least that S3 takes for a part that is not the last. */
  private static final int PART = 5 * 1024 * 1024;

  private static final String BUCKET = "hoard";

  @Override
  public String emulator() {
    return "s3";
  }

  @Override
  public boolean imageBuiltHere() {
    return false; // Debian has no such server, and Maven Central has none of the image's
  }

  @Override
  public void drive(Connection connection) throws Exception {
    AwsConnection aws = AwsConnection.of(connection, "S3");
    try (S3Client s3 = aws.client(S3Client.builder())) {
      s3.createBucket(request -> request.bucket(BUCKET));
      putsAndGets(s3);
      listsByPages(s3);
      uploadsInParts(s3);
      presigns(aws);
      copiesAndDeletes(s3);
      assertThat(s3.listBuckets().buckets())
          .extracting(bucket -> bucket.name())
          .containsExactly(connection.dotenv("S3_BUCKET"));
    }
  }

  private static void putsAndGets(S3Client s3) {
    s3.putObject(
        request ->
            request
                .bucket(BUCKET)
                .key("rings/Andvaranaut ö.txt")
                .contentType("text/plain")
                .metadata(Map.of("owner", "fafnir")),
        RequestBody.fromString("gold"));
    ResponseBytes<GetObjectResponse> ring =
        s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("rings/Andvaranaut ö.txt"));
    assertThat(ring.asUtf8String()).isEqualTo("gold");
    assertThat(ring.response().contentType()).isEqualTo("text/plain");
    assertThat(ring.response().metadata()).containsEntry("owner", "fafnir");
    assertThatThrownBy(() -> s3.getObject(request -> request.bucket(BUCKET).key("no such")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  private static void listsByPages(S3Client s3) {
    for (int i = 0; i < 5; i++) {
      String key = "coins/" + i;
      s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString("1"));
    }
    List<String> keys = new ArrayList<>();
    int pages = 0;
    for (var page :
        s3.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix("coins/").maxKeys(2))) {
      pages++;
      page.contents().stream().map(S3Object::key).forEach(keys::add);
    }
    assertThat(pages).isEqualTo(3);
    assertThat(keys).containsExactly("coins/0", "coins/1", "coins/2", "coins/3", "coins/4");
    assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET).delimiter("/")).commonPrefixes())
        .extracting(prefix -> prefix.prefix())
        .containsExactly("coins/", "rings/");
  }

  private static void uploadsInParts(S3Client s3) {
    String id = s3.createMultipartUpload(request -> request.bucket(BUCKET).key("whole")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int number : List.of(1, 2)) {
      byte[] bytes = number == 1 ? new byte[PART] : "the end".getBytes(UTF_8);
      String tag =
          s3.uploadPart(
                  request -> request.bucket(BUCKET).key("whole").uploadId(id).partNumber(number),
                  RequestBody.fromBytes(bytes))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    s3.completeMultipartUpload(request ->
        request
            .bucket(BUCKET)
            .key("whole")
            .uploadId(id)
            .multipartUpload(upload -> upload.parts(parts)));
    assertThat(
            s3.getObjectAsBytes(
                    request -> request.bucket(BUCKET).key("whole").range("bytes=" + PART + "-"))
                .asUtf8String())
        .isEqualTo("the end");
  }

  private static void presigns(AwsConnection aws) throws Exception {
    try (S3Presigner presigner =
            S3Presigner.builder()
                .endpointOverride(aws.endpoint())
                .credentialsProvider(aws.credentials())
                .region(aws.region())
                .build();
        HttpClient http = HttpClient.newHttpClient()) {
      var signed =
          presigner.presignGetObject(request ->
              request
                  .signatureDuration(Duration.ofMinutes(5))
                  .getObjectRequest(get -> get.bucket(BUCKET).key("coins/3")));
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(signed.url().toURI()).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("1");
    }
  }

  private static void copiesAndDeletes(S3Client s3) {
    s3.copyObject(request ->
        request
            .sourceBucket(BUCKET)
            .sourceKey("coins/0")
            .destinationBucket(BUCKET)
            .destinationKey("rings/copy"));
    assertThat(
            s3.getObjectAsBytes(request -> request.bucket(BUCKET).key("rings/copy")).asUtf8String())
        .isEqualTo("1");
    List<ObjectIdentifier> all =
        s3.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()
            .map(object -> ObjectIdentifier.builder().key(object.key()).build())
            .toList();
    s3.deleteObjects(request -> request.bucket(BUCKET).delete(delete -> delete.objects(all)));
    s3.deleteBucket(request -> request.bucket(BUCKET));
  }
}
