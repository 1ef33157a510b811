package dev.dragoncode.cli;

import picocli.CommandLine.IVersionProvider;

/** The app's version, as the build wrote it into the jar, and the Java that runs it. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"dragoncode " + number(), "Java " + Runtime.version()};
  }

  /** Without a jar, as in a build's own folder, there is no version. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development build" : version;
  }
}
