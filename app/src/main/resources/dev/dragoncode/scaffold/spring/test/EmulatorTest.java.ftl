package [=project.packageName];

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
[#if has.database]
import org.junit.jupiter.api.condition.EnabledIf;
[/#if]
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.test.context.ContextConfiguration;

/** The service as in production, against the emulators that variables name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
[#if has.database]
@EnabledIf(
    value = "[=project.packageName].Emulators#running",
    disabledReason = "PGHOST names no database; dragoncode up starts one")
[/#if]
@AutoConfigureRestTestClient
@ContextConfiguration(initializers = Emulators.class)
public @interface EmulatorTest {}
