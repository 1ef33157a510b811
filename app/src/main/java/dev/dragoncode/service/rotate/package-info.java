/** Rotates the password of a running database, and watches the service follow. */
@NullMarked
package dev.dragoncode.service.rotate;

import org.jspecify.annotations.NullMarked;
