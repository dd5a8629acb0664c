/**
 * FreeMarker for templates whose authors are not trusted: they reach the model and nothing else, and cannot use up time or
 * memory.
 */
@NullMarked
package org.postille.render.sandbox;

import org.jspecify.annotations.NullMarked;
