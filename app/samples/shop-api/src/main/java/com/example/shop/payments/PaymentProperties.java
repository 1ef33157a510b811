package com.example.shop.payments;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Where the payment gateway is, and how long we wait for it. */
@Validated
@ConfigurationProperties("shop.payments")
public record PaymentProperties(
    @NotNull URI url,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("3s") Duration readTimeout) {}
