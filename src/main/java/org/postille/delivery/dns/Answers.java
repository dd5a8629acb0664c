package org.postille.delivery.dns;

import java.util.List;

/** Answers of the DNS. Names are absolute, without a dot at the end; an empty list is "there is none". */
public interface Answers {

    /** Each record's strings put together, as RFC 7208 and RFC 6376 read them. */
    List<String> txt(String name) throws NoAnswer;

    /** {@code preference host}, such as {@code 10 mx.example.com}; the host of a null MX (RFC 7505) is a dot. */
    List<String> mx(String name) throws NoAnswer;

    /** IPv4 and IPv6. */
    List<String> addresses(String name) throws NoAnswer;

    /** The names of an address. */
    List<String> names(String address) throws NoAnswer;

    /** It is not known whether there is one. */
    final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(String message) {
            super(message);
        }
    }
}
