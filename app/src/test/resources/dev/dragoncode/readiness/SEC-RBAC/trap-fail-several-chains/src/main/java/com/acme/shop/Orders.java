package com.acme.shop;

import org.springframework.web.bind.annotation.*;

@RestController
class Orders {
  @GetMapping("/orders")
  String all() {
    return "[]";
  }

  @PostMapping("/orders")
  String add(@RequestBody String order) {
    return order;
  }
}
