package [=project.packageName].[=resource.packageName];

class InMemory[=resource.type]StoreTest extends [=resource.type]StoreContract {

  private final [=resource.type]Store store = new InMemory[=resource.type]Store();

  @Override
  [=resource.type]Store store() {
    return store;
  }
}
