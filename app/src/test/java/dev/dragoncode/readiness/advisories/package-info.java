@org.jspecify.annotations.NullMarked
package dev.dragoncode.readiness.advisories;
