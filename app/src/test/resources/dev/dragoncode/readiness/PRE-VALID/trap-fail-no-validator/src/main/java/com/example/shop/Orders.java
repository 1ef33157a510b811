package com.example.shop;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.*;

@RestController
class Orders {
  @PostMapping("/orders")
  void create(@Valid @RequestBody OrderRequest order) {
    save(order);
  }
}
