@NullMarked
package dev.dragoncode.fakes.packs.sendgrid;

import org.jspecify.annotations.NullMarked;
