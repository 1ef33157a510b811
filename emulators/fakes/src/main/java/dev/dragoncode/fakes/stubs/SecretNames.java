package dev.dragoncode.fakes.stubs;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by its name whether a header, parameter or member carries a secret. */
public final class SecretNames {

  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "proxyauthorization",
          "cookie",
          "setcookie",
          "xapikey",
          "apikey",
          "xauthtoken");

  /** Ends of names, without their hyphens and in lower case. */
  private static final List<String> ENDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "token",
          "tokensecret",
          "apikey",
          "accesskey",
          "accesskeyid",
          "secretkey",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "credential",
          "credentials",
          "authorization",
          "signature",
          "sessionid",
          "sessionkey",
          "clientassertion",
          "assertion",
          "codeverifier",
          "otp",
          "cvc",
          "cvv");

  /** Whole names that are too short or too common to be looked for at the end of others. */
  private static final Set<String> WHOLE =
      Set.of("auth", "sig", "jwt", "bearer", "devicecode", "usercode");

  /** Of parameters only: as a member it names things in many APIs. */
  private static final String KEY = "key";

  /** Tokens by which lists are paged are no secrets. */
  private static final List<String> PAGING =
      List.of(
          "page", "next", "cursor", "continuation", "sync", "previous", "skip", "resum", "start");

  private SecretNames() {}

  /** Whether a header of this name always proves who somebody is. */
  public static boolean credential(String header) {
    return HEADERS.contains(plain(header));
  }

  /** Whether a header of this name may carry a secret. */
  static boolean header(String name) {
    return credential(name) || ends(plain(name));
  }

  /** Whether a member of this name does. */
  static boolean member(String name) {
    String plain = plain(name);
    return WHOLE.contains(plain) || ends(plain);
  }

  /** Whether a parameter of a query or a form does. */
  static boolean parameter(String name) {
    // such as user[password]
    String inner = name.endsWith("]") && name.indexOf('[') >= 0 ? last(name) : name;
    return plain(inner).equals(KEY) || member(inner);
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('[') + 1, name.length() - 1);
  }

  private static boolean ends(String plain) {
    return ENDS.stream().anyMatch(plain::endsWith) && PAGING.stream().noneMatch(plain::contains);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }
}
