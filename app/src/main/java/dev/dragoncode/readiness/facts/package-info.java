/** What many checks ask of a project: its pipelines, images, manifests of clusters and sources. */
@NullMarked
package dev.dragoncode.readiness.facts;

import org.jspecify.annotations.NullMarked;
