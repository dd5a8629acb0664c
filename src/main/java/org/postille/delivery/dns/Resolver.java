package org.postille.delivery.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postille.base.Invalid;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks a resolver each time anew: what was just published is wanted, not what a cache has. */
public final class Resolver implements Answers {

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
    private static final int DNS_PORT = 53;
    private static final int LAST_PORT = 65_535;

    private final String called;
    private final org.xbill.DNS.Resolver resolver;

    private Resolver(String called, org.xbill.DNS.Resolver resolver, Duration patience) {
        this.called = called;
        this.resolver = resolver;
        resolver.setTimeout(patience);
    }

    /**
     * The resolver at that address, or the machine's own.
     *
     * @param address  {@code host}, {@code host:port} or {@code [IPv6]:port}
     * @param patience for each question
     * @throws Invalid if it is no such address
     */
    public static Resolver of(Optional<String> address, Duration patience) {
        if (address.isEmpty()) {
            return new Resolver("the DNS resolver of this machine", new ExtendedResolver(), patience);
        }
        var text = address.get();
        var parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            throw new Invalid("'" + text + "' is no resolver: expected host:port");
        }
        var port = parts.group(2) == null ? DNS_PORT : Integer.parseInt(parts.group(2));
        if (port < 1 || port > LAST_PORT) {
            throw new Invalid("'" + text + "' is no resolver: expected a port of 1 to " + LAST_PORT);
        }
        try {
            var socket = new InetSocketAddress(InetAddress.getByName(parts.group(1)), port);
            return new Resolver("the DNS resolver " + text, new SimpleResolver(socket), patience);
        } catch (UnknownHostException e) {
            throw new Invalid("the resolver '" + parts.group(1) + "' is not known");
        }
    }

    @Override
    public List<String> txt(String name) throws NoAnswer {
        return ask(
                name,
                Type.TXT,
                TXTRecord.class,
                it -> it.getStringsAsByteArrays().stream()
                        .map(part -> new String(part, StandardCharsets.UTF_8))
                        .collect(Collectors.joining()));
    }

    @Override
    public List<String> mx(String name) throws NoAnswer {
        return ask(name, Type.MX, MXRecord.class, it -> it.getPriority() + " " + plain(it.getTarget()));
    }

    @Override
    public List<String> addresses(String name) throws NoAnswer {
        return Stream.concat(
                        ask(name, Type.A, ARecord.class, it -> it.getAddress().getHostAddress()).stream(),
                        ask(
                                name,
                                Type.AAAA,
                                AAAARecord.class,
                                it -> it.getAddress().getHostAddress())
                                .stream())
                .toList();
    }

    @Override
    public List<String> names(String address) throws NoAnswer {
        try {
            var reversed = ReverseMap.fromAddress(address);
            return ask(reversed.toString(true), Type.PTR, PTRRecord.class, it -> plain(it.getTarget()));
        } catch (UnknownHostException e) {
            throw new Invalid("'" + address + "' is no IP address");
        }
    }

    private static String plain(Name name) {
        return name.equals(Name.root) ? "." : name.toString(true).toLowerCase(Locale.ROOT);
    }

    private <T extends Record> List<String> ask(String name, int type, Class<T> kind, Function<T, String> text)
            throws NoAnswer {
        Lookup lookup;
        try {
            lookup = new Lookup(Name.fromString(name + "."), type);
        } catch (TextParseException e) {
            throw new Invalid("'" + name + "' is no domain name");
        }
        lookup.setResolver(resolver);
        lookup.setCache(null);
        var records = lookup.run();
        return switch (lookup.getResult()) {
            case Lookup.SUCCESSFUL -> {
                var found = new ArrayList<String>();
                for (var it : records) {
                    found.add(text.apply(kind.cast(it)));
                }
                yield found;
            }
            case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> List.of();
            default -> throw new NoAnswer(called + " does not answer for " + name + ": " + lookup.getErrorString());
        };
    }
}
