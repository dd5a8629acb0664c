package org.postille.tracking.visit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.postille.base.Invalid;
import org.postille.base.Nearest;

/** Networks that tell who asks from them, by address ranges: ours in a resource, an operator's in a file of their own. */
final class Networks {

    private static final String OURS = "/org/postille/tracking/visit/networks.txt";
    private static final int MOST = 20_000;

    /** What a network tells. */
    enum Standing {
        /** Only filters ask from there. */
        CERTAIN,
        /** Filters, and persons whose browser runs there. */
        PROBABLE,
        /** A web mailer that asks for its readers. */
        WEBMAIL,
        /** Computers for rent: hardly anybody reads mail there. */
        HOSTING;

        static final List<String> CODES = List.of("certain", "probable", "webmail", "hosting");
    }

    record Range(byte[] start, int bits, Standing standing) {

        boolean has(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            var whole = bits / 8;
            for (var i = 0; i < whole; i++) {
                if (address[i] != start[i]) {
                    return false;
                }
            }
            var rest = bits % 8;
            var mask = 0xFF << (8 - rest);
            return rest == 0 || (address[whole] & mask) == (start[whole] & mask);
        }
    }

    private final List<Range> ranges;

    private Networks(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * @param more a file of the operator, whose ranges count before ours
     * @throws Invalid naming file and line if one cannot be read
     */
    static Networks of(Optional<Path> more) {
        var all = new ArrayList<Range>();
        try {
            if (more.isPresent()) {
                all.addAll(read(more.get().toString(), Files.readAllLines(more.get())));
            }
            try (var ours = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(Networks.class.getResourceAsStream(OURS)), StandardCharsets.UTF_8))) {
                all.addAll(read(OURS, ours.lines().toList()));
            }
        } catch (IOException e) {
            throw new Invalid(
                    "postille.visits.networks: " + more.map(Path::toString).orElse(OURS) + " cannot be read");
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(e);
        }
        return new Networks(all);
    }

    static List<Range> read(String file, List<String> lines) {
        var ranges = new ArrayList<Range>();
        for (var i = 0; i < lines.size() && i < MOST; i++) {
            var line = lines.get(i);
            var content = (line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#'))).strip();
            if (!content.isEmpty()) {
                ranges.add(range(file + ":" + (i + 1) + ": ", content.split("[ \\t]+", 3)));
            }
        }
        return ranges;
    }

    private static Range range(String place, String[] words) {
        var cidr = words[0];
        var slash = cidr.indexOf('/');
        var standing = words.length < 2 ? "" : words[1];
        if (!Standing.CODES.contains(standing)) {
            throw new Invalid(place + "'" + standing + "', expected one of " + String.join(", ", Standing.CODES)
                    + Nearest.hint(standing, Standing.CODES));
        }
        try {
            var start = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash))
                    .getAddress();
            var bits = slash < 0 ? 8 * start.length : Integer.parseInt(cidr.substring(slash + 1));
            if (bits >= 0 && bits <= 8 * start.length) {
                return new Range(start, bits, Standing.valueOf(standing.toUpperCase(Locale.ROOT)));
            }
        } catch (IllegalArgumentException e) {
            throw new Invalid(place + "'" + cidr + "', expected an address range such as 192.0.2.0/24", e);
        }
        throw new Invalid(place + "'" + cidr + "' has too many bits, expected for example 192.0.2.0/24");
    }

    /** The first range that has the address. */
    Optional<Standing> of(InetAddress address) {
        var bytes = address.getAddress();
        for (var range : ranges) {
            if (range.has(bytes)) {
                return Optional.of(range.standing);
            }
        }
        return Optional.empty();
    }

    /** {@code 192.0.2.0/24}, {@code 2001:db8:1::/48}: too coarse to name a household, fine enough to judge again. */
    static String prefix(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == 4) {
            return (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF) + "." + (bytes[2] & 0xFF) + ".0/24";
        }
        var hex = HexFormat.of();
        return hex.formatHex(bytes, 0, 2) + ":" + hex.formatHex(bytes, 2, 4) + ":" + hex.formatHex(bytes, 4, 6)
                + "::/48";
    }
}
