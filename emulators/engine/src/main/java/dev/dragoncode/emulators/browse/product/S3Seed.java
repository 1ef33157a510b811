package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.seed.SeedFile;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Puts the files of a folder into buckets: the folders in it are the buckets, made where they are
 * missing, and what is below them are their objects.
 */
final class S3Seed implements ProductSeed {

  /** A name that every S3 takes: https://docs.aws.amazon.com/AmazonS3/latest/userguide. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final S3Objects objects;

  S3Seed(AwsCalls calls) {
    this.objects = new S3Objects(calls);
  }

  @Override
  public String seed(BrowseTarget target, int port, SeedFile file) throws InterruptedException {
    int slash = file.inside().indexOf('/');
    String bucket = slash < 0 ? "" : file.inside().substring(0, slash);
    if (!BUCKET.matcher(bucket).matches()) {
      throw file.failure(
          1,
          target.spec().name(),
          bucket.isEmpty()
              ? "It stands in no bucket: put it into a folder below the one that is named"
              : "“%s” is no name of a bucket: 3 to 63 of a-z, 0-9, dot and hyphen"
                  .formatted(bucket));
    }
    try {
      objects.makeBucket(bucket);
      objects.put(bucket, file.inside().substring(slash + 1), file.path());
      return "1 object";
    } catch (IOException e) {
      throw file.failure(1, target.spec().name(), String.valueOf(e.getMessage()));
    }
  }
}
