package org.postille.opentime.tile;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Few colours for pictures of flat areas and letters: the areas keep theirs to the bit, and the edges of letters the nearest kept. */
final class Palette {

    static final int MOST = 256;

    private static final int COLOUR = 0xFFFFFF;
    /** More than this no flat picture has: somebody painted a photo. */
    private static final int MOST_DISTINCT = 20_000;

    private Palette() {}

    /** The same picture with at most 256 colours. */
    static BufferedImage of(BufferedImage picture) {
        var pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        var counts = new HashMap<Integer, int[]>();
        var last = -1;
        var count = new int[1];
        for (var pixel : pixels) {
            // Java2D leaves what it likes in the eight bits that an opaque picture does not use.
            var colour = pixel & COLOUR;
            if (colour != last) {
                last = colour;
                count = counts.computeIfAbsent(colour, _ -> new int[1]);
            }
            count[0]++;
        }
        var colours = counts.size() <= MOST_DISTINCT ? kept(counts) : List.<Integer>of(0, 0xFFFFFF);
        return indexed(picture, pixels, colours, counts.keySet());
    }

    /** The most frequent, none too near to another; what is too near grows until they are few enough. */
    private static List<Integer> kept(Map<Integer, int[]> counts) {
        var byFrequency = counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, int[]>>comparingInt(it -> -it.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        for (var near = 0; ; near += 3) {
            var kept = new ArrayList<Integer>();
            for (var colour : byFrequency) {
                var least = near;
                if (near == 0 || kept.stream().noneMatch(it -> distance(it, colour) <= least)) {
                    kept.add(colour);
                    if (kept.size() > MOST) {
                        break;
                    }
                }
            }
            if (kept.size() <= MOST) {
                return kept;
            }
        }
    }

    private static int distance(int one, int other) {
        return Math.max(
                Math.abs((one >> 16 & 0xFF) - (other >> 16 & 0xFF)),
                Math.max(Math.abs((one >> 8 & 0xFF) - (other >> 8 & 0xFF)), Math.abs((one & 0xFF) - (other & 0xFF))));
    }

    private static BufferedImage indexed(
            BufferedImage picture, int[] pixels, List<Integer> colours, Iterable<Integer> all) {
        var places = new HashMap<Integer, Byte>();
        for (var colour : all) {
            places.put(colour, (byte) nearest(colours, colour));
        }
        var table = colours.stream().mapToInt(it -> it | 0xFF000000).toArray();
        var indexed = new BufferedImage(
                picture.getWidth(),
                picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, table.length, table, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        var bytes = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
        var last = -1;
        byte place = 0;
        for (var i = 0; i < pixels.length; i++) {
            var colour = pixels[i] & COLOUR;
            if (colour != last) {
                last = colour;
                place = Objects.requireNonNull(places.get(last));
            }
            bytes[i] = place;
        }
        return indexed;
    }

    private static int nearest(List<Integer> colours, int colour) {
        var nearest = 0;
        var least = Integer.MAX_VALUE;
        for (var i = 0; i < colours.size() && least > 0; i++) {
            var distance = distance(colours.get(i), colour);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }
}
