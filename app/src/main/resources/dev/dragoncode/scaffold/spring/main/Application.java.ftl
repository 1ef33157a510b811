package [=project.packageName];

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** [=project.description] */
@SpringBootApplication
public class [=project.type]Application {

  public static void main(String[] args) {
    SpringApplication.run([=project.type]Application.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
