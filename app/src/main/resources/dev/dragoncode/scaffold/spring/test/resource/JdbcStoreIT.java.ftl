package [=project.packageName].[=resource.packageName];

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import [=project.packageName].EmulatorTest;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmulatorTest
class Jdbc[=resource.type]StoreIT extends [=resource.type]StoreContract {

  @Autowired [=resource.type]Store store;

  @Override
  [=resource.type]Store store() {
    return store;
  }
}
