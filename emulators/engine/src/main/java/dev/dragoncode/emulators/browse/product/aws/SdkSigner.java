package dev.dragoncode.emulators.browse.product.aws;

import dev.dragoncode.emulators.browse.product.RequestSigner;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** The signer of AWS's SDK for Java, without the rest of it. */
public final class SdkSigner implements RequestSigner {

  private final String service;

  /**
   * @param service as signatures name it, such as {@code s3}
   */
  public SdkSigner(String service) {
    this.service = service;
  }

  @Override
  public Map<String, List<String>> sign(
      Signer signer, String method, URI address, Map<String, String> headers, byte[] body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().uri(address).method(SdkHttpMethod.fromValue(method));
    headers.forEach(request::putHeader);
    AwsCredentialsIdentity identity = AwsCredentialsIdentity.create(signer.key(), signer.secret());
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(identity)
                .request(request.build())
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                // S3 alone takes a path as it stands in the address
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !service.equals("s3"))
                .putProperty(AwsV4HttpSigner.REGION_NAME, signer.region()))
        .request()
        .headers();
  }
}
