/** The data browser of AMQP brokers, loaded together with RabbitMQ's client library. */
@NullMarked
package dev.dragoncode.emulators.browse.product.amqp;

import org.jspecify.annotations.NullMarked;
