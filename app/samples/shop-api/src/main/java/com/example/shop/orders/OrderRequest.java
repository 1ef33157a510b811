package com.example.shop.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What a customer sends to place an order. */
public record OrderRequest(
    @NotBlank @Email @Size(max = 254) String customer,
    @NotBlank @Pattern(regexp = "tok_[A-Za-z0-9]{4,64}") String cardToken,
    @NotEmpty @Size(max = 50) List<@Valid @NotNull Line> lines) {

  public record Line(
      @NotBlank @Pattern(regexp = "[a-z0-9-]{1,40}") String sku,
      @Positive @Max(100) int quantity) {}
}
