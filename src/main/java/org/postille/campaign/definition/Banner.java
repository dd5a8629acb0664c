package org.postille.campaign.definition;

/**
 * A picture that stands where a block has found no product.
 *
 * @param file below {@code templates/}
 * @param link where a click on it leads: below the shop's start page if it begins with a stroke
 * @param place of the file's name, for findings about it
 */
public record Banner(String file, String link, Place place) {}
