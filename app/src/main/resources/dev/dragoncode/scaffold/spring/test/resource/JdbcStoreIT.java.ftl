package [=project.packageName].[=resource.packageName];

import org.springframework.beans.factory.annotation.Autowired;

import [=project.packageName].EmulatorTest;

@EmulatorTest
class Jdbc[=resource.type]StoreIT extends [=resource.type]StoreContract {

  @Autowired [=resource.type]Store store;

  @Override
  [=resource.type]Store store() {
    return store;
  }
}
