package org.postille.base;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an operator tells every part of Postille. */
@ConfigMapping(prefix = "postille")
public interface PostilleConfig {

    /**
     * Signs every address in a mail. At least 32 characters, the same on all nodes. Changing it makes the pictures and
     * unsubscribe links of all mails already sent invalid. Must be set in production.
     */
    Optional<String> secret();

    /** The address under which mail clients reach this server, without a slash at the end: {@code https://news.example.com}. */
    @WithDefault("http://localhost:8080")
    String publicUrl();

    /** Where {@code ./postille} lies; the demo keeps its files below it. Set by the script. */
    Optional<Path> home();

    /** Folder of the campaign files. */
    @WithDefault("campaigns")
    Path campaigns();

    /** Folder of the templates. */
    @WithDefault("templates")
    Path templates();

    /** The shop that the mails speak for. */
    Shop shop();

    /** Name, address and sender of the shop. */
    interface Shop {

        /** As customers know it. */
        @WithDefault("Shop")
        String name();

        /** Start page of the shop; where a click goes that has no better target. */
        @WithDefault("http://localhost:8080/shop")
        String url();

        /** Legal name and postal address, at the foot of every mail. */
        @WithDefault("(no imprint configured: set postille.shop.imprint)")
        String imprint();

        /** Sender's address. Its domain is the sending domain. */
        @WithDefault("post@localhost.localdomain")
        String from();

        /** Where readers' answers go, if not to the sender's address. */
        Optional<String> replyTo();

        /**
         * From which value of a cart on shipping is free, one for each currency: {@code 49 EUR,60 CHF}. Blocks with the strategy
         * free-shipping show what fills the gap; without a limit they are empty.
         */
        Optional<List<String>> freeShipping();

        /** Language of product titles and of customers whose language no template speaks. */
        @WithDefault("en")
        String language();
    }
}
