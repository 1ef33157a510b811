package com.example.shop;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.*;

@Controller
class Visits {
  @PostMapping("/owners/{id}/visits")
  String create(@ModelAttribute Owner owner, @Valid OrderRequest visit) {
    return "redirect:/";
  }
}
