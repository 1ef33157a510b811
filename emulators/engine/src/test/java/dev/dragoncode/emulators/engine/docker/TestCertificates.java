package dev.dragoncode.emulators.engine.docker;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority with a server's and a client's certificate, as for an engine behind TLS. */
final class TestCertificates {

  private static final char[] PASSWORD = "test".toCharArray();

  private final KeyPair authorityKey = newKey();
  private final X509Certificate authority;

  TestCertificates() throws GeneralSecurityException, OperatorCreationException, IOException {
    authority = sign("CN=Test authority", authorityKey, true);
  }

  /** Writes ca.pem, cert.pem and key.pem for a client. */
  Path writeClient(Path folder)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Files.createDirectories(folder);
    KeyPair key = newKey();
    pem(folder.resolve("ca.pem"), authority);
    pem(folder.resolve("cert.pem"), sign("CN=Test client", key, false));
    pem(folder.resolve("key.pem"), key.getPrivate());
    return folder;
  }

  /** What a server on 127.0.0.1 needs that trusts clients of this authority alone. */
  SSLContext server() throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPair key = newKey();
    X509Certificate certificate = sign("CN=Test server", key, false);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "server", key.getPrivate(), PASSWORD, new X509Certificate[] {certificate, authority});
    keys.setCertificateEntry("authority", authority);
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private X509Certificate sign(String subject, KeyPair key, boolean forAuthority)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=Test authority"),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofHours(1))),
            new X500Name(subject),
            key.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(forAuthority));
    if (!forAuthority) {
      GeneralName address = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(address));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withRSA").build(authorityKey.getPrivate())));
  }

  private static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    return generator.generateKeyPair();
  }

  private static void pem(Path file, Object object) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file);
        JcaPEMWriter pem = new JcaPEMWriter(writer)) {
      pem.writeObject(object);
    }
  }
}
