@org.jspecify.annotations.NullMarked
package dev.dragoncode.project.locks;
