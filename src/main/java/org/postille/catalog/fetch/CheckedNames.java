package org.postille.catalog.fetch;

import java.io.Serial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The only place where the name of a photo's host becomes addresses, at the moment of the connection and for it: what was checked
 * is what is connected to, whatever the name says a moment later (DNS rebinding).
 */
final class CheckedNames implements DnsResolver {

    /** Asks for the addresses of a name. */
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** A name leads to where nothing is fetched from. */
    static final class NotPublic extends UnknownHostException {
        @Serial
        private static final long serialVersionUID = 1L;

        NotPublic(String host, InetAddress address) {
            super(host + " is " + address.getHostAddress());
        }
    }

    private final Lookup lookup;
    private final Predicate<InetAddress> open;
    private final Set<String> inner;

    /**
     * @param open tells what is of the public web
     * @param inner names that may lead anywhere
     */
    CheckedNames(Lookup lookup, Predicate<InetAddress> open, Set<String> inner) {
        this.lookup = lookup;
        this.open = open;
        this.inner = Set.copyOf(inner);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        var addresses = lookup.of(name);
        if (!inner.contains(name)) {
            for (var it : addresses) {
                // One that is not is enough: an honest name leads to no such place beside others.
                if (!open.test(it)) {
                    throw new NotPublic(host, it);
                }
            }
        }
        return addresses;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        return Arrays.stream(resolve(host))
                .map(it -> new InetSocketAddress(it, port))
                .toList();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
