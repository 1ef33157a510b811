package com.example.shop;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.*;

@RestController
class Orders {
  @PreAuthorize("hasRole('ADMIN')")
  @DeleteMapping("/orders")
  void clear() {
    drop();
  }
}
