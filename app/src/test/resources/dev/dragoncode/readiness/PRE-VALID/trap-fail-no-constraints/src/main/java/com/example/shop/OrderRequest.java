package com.example.shop;

import jakarta.validation.constraints.NotBlank;

/** Soon with @NotBlank. */
record OrderRequest(String product, int count) {}
