package com.example.shop;

import org.junit.jupiter.api.Test;

class PriceTest {
  @Test
  void addsTax() {
    check(1);
  }
}
