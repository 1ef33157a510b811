package [=project.packageName].flags;

import dev.openfeature.contrib.providers.flagd.Config.Resolver;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads flags from a file, and again whenever it changes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FlagsProperties.class)
class FlagsConfiguration {

  /** How often the file is looked at. */
  private static final int POLL_MILLIS = 250;

  /** How long the first reading may take, on a machine that is busy starting. */
  private static final int START_MILLIS = 30_000;

  @Bean(destroyMethod = "shutdown")
  OpenFeatureAPI openFeature(FlagsProperties flags) {
    FlagdOptions options =
        FlagdOptions.builder()
            .resolverType(Resolver.FILE)
            .offlineFlagSourcePath(flags.file().toString())
            .offlinePollIntervalMs(POLL_MILLIS)
            .deadline(START_MILLIS)
            .build();
    OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    api.setProviderAndWait(new FlagdProvider(options));
    return api;
  }

  @Bean
  Client flagClient(OpenFeatureAPI openFeature) {
    return openFeature.getClient();
  }
}
