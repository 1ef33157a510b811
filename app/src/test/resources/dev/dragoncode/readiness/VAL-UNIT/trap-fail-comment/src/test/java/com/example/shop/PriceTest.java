package com.example.shop;

/* @Test void addsTax() { check(1); } */
class PriceTest {
  // @Test void x() { check(2); }
  String doc = "@Test";
}
