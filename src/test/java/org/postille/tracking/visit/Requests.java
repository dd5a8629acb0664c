package org.postille.tracking.visit;

import java.net.InetAddress;

/** Requests as readers and programs make them. */
public final class Requests {

    public static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private Requests() {}

    /** Somebody's browser asks for a picture. */
    public static Request reader() {
        return new Request(Request.Kind.PICTURE, "GET", FIREFOX, false, true, false, false, at("198.51.100.7"));
    }

    /** Apple's relay asks for a picture that somebody may look at later. */
    public static Request advance() {
        return new Request(Request.Kind.PICTURE, "GET", Rules.APPLE, false, false, false, false, at("172.224.226.9"));
    }

    static InetAddress at(String address) {
        return InetAddress.ofLiteral(address);
    }
}
