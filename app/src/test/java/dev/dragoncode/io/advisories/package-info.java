@org.jspecify.annotations.NullMarked
package dev.dragoncode.io.advisories;
