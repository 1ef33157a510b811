@org.jspecify.annotations.NullMarked
package dev.dragoncode.io.charts;
