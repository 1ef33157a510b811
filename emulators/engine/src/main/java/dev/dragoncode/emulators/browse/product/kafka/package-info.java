/** The data browser of Kafka, loaded together with its client library. */
@NullMarked
package dev.dragoncode.emulators.browse.product.kafka;

import org.jspecify.annotations.NullMarked;
