/** The audit of a project's packages, as a sheet. */
@org.jspecify.annotations.NullMarked
package dev.dragoncode.ui.audit;
