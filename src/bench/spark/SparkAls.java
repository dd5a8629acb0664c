import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.recommendation.ALS;
import org.apache.spark.mllib.recommendation.Rating;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Spark's implicit ALS on the purchases that {@code bench interest} made up: {@code SparkAls DATA OUT RANK ITERATIONS
 * LAMBDA:ALPHA…}. Of each setting it says {@code fitted SECONDS}, of the clock and of the processors, and writes the factors of all
 * customers and products.
 */
final class SparkAls {

    /** Static, since in local mode the tasks run in this process: nothing has to be sent to them. */
    private static int[] starts = {};

    private static int[] products = {};
    private static final int PARTS = 8;

    private SparkAls() {}

    public static void main(String[] args) throws IOException {
        read(Path.of(args[0]));
        var conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("bench")
                .set("spark.ui.enabled", "false")
                .set("spark.log.level", "ERROR")
                .set("spark.local.dir", Path.of(args[1]).toAbsolutePath().getParent().toString())
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
        try (var spark = new JavaSparkContext(conf)) {
            var parts = IntStream.range(0, PARTS).boxed().toList();
            var ratings = spark.parallelize(parts, PARTS).flatMap(SparkAls::ratings).persist(StorageLevel.MEMORY_ONLY());
            System.out.println("ratings " + ratings.count());
            for (var setting = 0; setting < args.length - 4; setting++) {
                fit(ratings, args, setting);
            }
        }
    }

    private static void fit(JavaRDD<Rating> ratings, String[] args, int setting) throws IOException {
        var values = args[4 + setting].split(":");
        var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var processor = bean.getProcessCpuTime();
        var start = System.nanoTime();
        var model = ALS.trainImplicit(
                ratings.rdd(),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Double.parseDouble(values[0]),
                PARTS,
                Double.parseDouble(values[1]),
                1);
        // Its products are computed when they are asked for.
        var customers = model.userFeatures().toJavaRDD().collect();
        var wanted = model.productFeatures().toJavaRDD().collect();
        System.out.println("fitted " + (System.nanoTime() - start) / 1e9 + " "
                + (bean.getProcessCpuTime() - processor) / 1e9);
        write(Path.of(args[1] + "." + setting), List.of(customers, wanted));
        model.userFeatures().unpersist(true);
        model.productFeatures().unpersist(true);
    }

    private static void read(Path data) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(data), 1 << 20))) {
            starts = new int[in.readInt() + 1];
            products = new int[in.readInt()];
            for (var customer = 1; customer < starts.length; customer++) {
                starts[customer] = in.readInt();
            }
            for (var i = 0; i < products.length; i++) {
                products[i] = in.readInt();
            }
        }
    }

    private static Iterator<Rating> ratings(int part) {
        var ratings = new ArrayList<Rating>();
        for (var customer = part; customer < starts.length - 1; customer += PARTS) {
            for (var i = starts[customer]; i < starts[customer + 1]; i++) {
                ratings.add(new Rating(customer, products[i], 1));
            }
        }
        return ratings.iterator();
    }

    private static void write(Path out, List<List<Tuple2<Object, double[]>>> sides) throws IOException {
        try (var to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(out), 1 << 20))) {
            for (var side : sides) {
                to.writeInt(side.size());
                for (var row : side) {
                    to.writeInt((Integer) row._1());
                    for (var factor : row._2()) {
                        to.writeFloat((float) factor);
                    }
                }
            }
        }
    }
}
