package org.postille.base;

import java.util.Arrays;
import java.util.Optional;

/** Base 32 (RFC 4648 section 6) in lower case and without padding; read in any case. */
final class Base32 {

    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private Base32() {}

    static String print(byte[] bytes) {
        var text = new StringBuilder((bytes.length * Byte.SIZE + BITS - 1) / BITS);
        var waiting = 0;
        var bits = 0;
        for (var it : bytes) {
            waiting = (waiting << Byte.SIZE) | (it & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(DIGITS.charAt((waiting >>> bits) & 0x1f));
            }
            waiting &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(DIGITS.charAt((waiting << (BITS - bits)) & 0x1f));
        }
        return text.toString();
    }

    /** {@return the bytes, or nothing if {@link #print} would not spell them so} */
    static Optional<byte[]> read(String text) {
        var bytes = new byte[text.length() * BITS / Byte.SIZE];
        var waiting = 0;
        var bits = 0;
        var at = 0;
        for (var i = 0; i < text.length(); i++) {
            var digit = digit(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            waiting = ((waiting << BITS) | digit) & 0xfff;
            bits += BITS;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes[at++] = (byte) (waiting >>> bits);
            }
        }
        // Bits to spare are zero, and too few for a whole digit.
        return bits < BITS && (waiting & ((1 << bits) - 1)) == 0
                ? Optional.of(Arrays.copyOf(bytes, at))
                : Optional.empty();
    }

    /** Only ASCII is put into lower case: other letters fold to ASCII ones in some languages. */
    private static int digit(char letter) {
        return DIGITS.indexOf(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
    }
}
