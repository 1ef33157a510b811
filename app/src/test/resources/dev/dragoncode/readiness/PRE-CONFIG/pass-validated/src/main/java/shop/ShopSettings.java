package shop;

import org.springframework.boot.context.properties.ConfigurationProperties;

@Validated
@ConfigurationProperties("shop")
record ShopSettings(String bank) {}
