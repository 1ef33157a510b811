/** The data browser of MQTT brokers, loaded together with Paho. */
@NullMarked
package dev.dragoncode.emulators.browse.product.mqtt;

import org.jspecify.annotations.NullMarked;
