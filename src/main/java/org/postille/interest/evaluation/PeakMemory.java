package org.postille.interest.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.stream.Stream;

/** The most memory of the heap that was ever in use since it was asked to forget. */
public final class PeakMemory {

    private PeakMemory() {}

    public static void forget() {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Never too little: the parts of the heap need not have been at their highest at one time. */
    public static long megabytes() {
        return pools().mapToLong(it -> it.getPeakUsage().getUsed()).sum() >> 20;
    }

    private static Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(it -> it.getType() == MemoryType.HEAP);
    }
}
