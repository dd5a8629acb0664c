/**
 * Shops to try Postille with: one made up by a documented model, one converted from a real shop's order lines. Both are
 * folders of files as {@code import} reads them. Plain Java, so that it runs before any server starts.
 */
@NullMarked
package org.postille.demo.shop;

import org.jspecify.annotations.NullMarked;
