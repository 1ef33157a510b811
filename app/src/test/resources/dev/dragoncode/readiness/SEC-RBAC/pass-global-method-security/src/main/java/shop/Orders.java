package shop;

@RestController
class Orders {
  @PreAuthorize("hasRole('ADMIN')")
  @DeleteMapping("/orders")
  void clear() {}
}
