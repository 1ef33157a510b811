package com.example.shop.orders;

import java.util.UUID;

/** Sent when an order's card has been charged. */
public record OrderPaid(UUID orderId, long totalCents, String currency) {}
