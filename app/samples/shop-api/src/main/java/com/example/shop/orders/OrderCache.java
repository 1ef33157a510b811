package com.example.shop.orders;

import java.time.Duration;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

/** Keeps orders that no longer change in Redis, as JSON. */
@Configuration(proxyBeanMethods = false)
@EnableCaching
class OrderCache {

  static final String NAME = "orders";
  private static final Duration KEPT_FOR = Duration.ofMinutes(10);

  @Bean
  RedisCacheManagerBuilderCustomizer ordersAsJson() {
    var json = new JacksonJsonRedisSerializer<>(Order.class);
    var configuration =
        RedisCacheConfiguration.defaultCacheConfig()
            .entryTtl(KEPT_FOR)
            .serializeValuesWith(SerializationPair.fromSerializer(json));
    return builder -> builder.withCacheConfiguration(NAME, configuration);
  }
}
