package com.example.shop.payments;

import java.util.UUID;

/** An amount to take from a card; the reference makes a repeated request harmless. */
public record Charge(UUID reference, long amountCents, String currency, String cardToken) {}
