package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Bounds;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes buckets and objects of S3. */
final class S3Objects {

  private static final byte[] NO_BODY = {};

  /** Answers to a bucket that is there already. */
  private static final int CONFLICT = 409;

  private final AwsCalls calls;

  S3Objects(AwsCalls calls) {
    this.calls = calls;
  }

  /** Where an object is, for a request. */
  static String address(String bucket, String key) {
    return "/"
        + Addresses.encoded(bucket)
        + "/"
        + Arrays.stream(key.split("/", -1))
            .map(Addresses::encoded)
            .collect(Collectors.joining("/"));
  }

  /** The body of an answer that says yes. */
  static byte[] ok(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(S3Answers.refusal(answer));
    }
    return answer.body();
  }

  /** Makes a bucket where there is none of this name. */
  void makeBucket(String bucket) throws IOException, InterruptedException {
    String address = "/" + Addresses.encoded(bucket);
    HttpResponse<byte[]> head = calls.send("HEAD", address, Map.of(), NO_BODY, Bounds.BYTES);
    if (head.statusCode() / 100 == 2) {
      return;
    }
    HttpResponse<byte[]> made = calls.send("PUT", address, Map.of(), NO_BODY, Bounds.BYTES);
    if (made.statusCode() != CONFLICT) {
      ok(made);
    }
  }

  /** Puts a file. */
  void put(String bucket, String key, Path file) throws IOException, InterruptedException {
    long size = Files.size(file);
    if (size > Bounds.UPLOAD_BYTES) {
      throw new IOException(
          "%s has %,d bytes, and no more than %,d can be put here"
              .formatted(file.getFileName(), size, Bounds.UPLOAD_BYTES));
    }
    String type = Files.probeContentType(file);
    ok(
        calls.send(
            "PUT",
            address(bucket, key),
            Map.of("Content-Type", type == null ? "application/octet-stream" : type),
            Files.readAllBytes(file),
            BodyHandlers.ofByteArray(),
            Bounds.FILE_TIMEOUT));
  }
}
