package org.postille.opentime;

/**
 * One place for a product in one mail.
 *
 * @param block position of the block in the message's definition, from 0
 * @param index from 0
 */
record Slot(long message, int block, int index) {}
