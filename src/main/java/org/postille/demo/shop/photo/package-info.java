/**
 * Photos of products that do not exist: drawn from what a products file says about them. {@code SamplePhotos} reads the file
 * and writes the pictures, {@code Motif} decides what to draw, {@code Stage} is the light and the brushes, the other classes
 * are the things.
 */
@NullMarked
package org.postille.demo.shop.photo;

import org.jspecify.annotations.NullMarked;
