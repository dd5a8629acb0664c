package org.postille.catalog.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public web from those that lead to ourselves, into somebody's network, or nowhere (IANA's registries of
 * special-purpose addresses, RFC 6890 and its successors). Of IPv6, only what is given out as global unicast is public: so neither
 * mapped nor translated (NAT64, 6to4, Teredo) addresses smuggle in one of IPv4.
 */
final class PublicWeb {

    private record Range(byte[] start, int bits) {

        static Range of(String start, int bits) {
            return new Range(InetAddress.ofLiteral(start).getAddress(), bits);
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Range> NOT_PUBLIC_4 = List.of(
            Range.of("0.0.0.0", 8),
            Range.of("10.0.0.0", 8),
            Range.of("100.64.0.0", 10),
            Range.of("127.0.0.0", 8),
            Range.of("169.254.0.0", 16),
            Range.of("172.16.0.0", 12),
            Range.of("192.0.0.0", 24),
            Range.of("192.0.2.0", 24),
            Range.of("192.31.196.0", 24),
            Range.of("192.52.193.0", 24),
            Range.of("192.88.99.0", 24),
            Range.of("192.168.0.0", 16),
            Range.of("192.175.48.0", 24),
            Range.of("198.18.0.0", 15),
            Range.of("198.51.100.0", 24),
            Range.of("203.0.113.0", 24),
            Range.of("224.0.0.0", 4),
            Range.of("240.0.0.0", 4));

    private static final Range GLOBAL_6 = Range.of("2000::", 3);
    private static final List<Range> NOT_PUBLIC_6 = List.of(
            // Of the IETF's own: Teredo, benchmarks, ORCHID.
            Range.of("2001::", 23),
            Range.of("2001:db8::", 32),
            Range.of("2002::", 16),
            Range.of("2620:4f:8000::", 48),
            Range.of("3fff::", 20));

    private PublicWeb() {}

    static boolean holds(InetAddress address) {
        var bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> NOT_PUBLIC_4.stream().noneMatch(it -> it.holds(bytes));
            case Inet6Address _ ->
                GLOBAL_6.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(it -> it.holds(bytes));
            default -> false;
        };
    }
}
