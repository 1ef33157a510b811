package shop;

class Audit {
  Object repository() {
    return new InMemoryAuditEventRepository();
  }
}
