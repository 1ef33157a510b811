package shop;

@RestController
class Orders {
  @RoleRequired("ADMIN")
  @DeleteMapping("/orders")
  void clear() {}
}
