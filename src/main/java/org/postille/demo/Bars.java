package org.postille.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postille.cli.Bar;
import org.postille.demo.shop.Progress;

/** A bar for each thing that is made. */
final class Bars implements Progress {

    private final Map<String, Bar> bars = new ConcurrentHashMap<>();

    @Override
    public void at(String what, long done, long total) {
        var bar = bars.computeIfAbsent(what, Bar::new);
        bar.at(done, total);
        if (done == total) {
            bar.end();
        }
    }
}
