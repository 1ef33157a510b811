package com.example.shop;

import jakarta.validation.constraints.NotBlank;

record OrderRequest(@NotBlank String product, int count) {}
