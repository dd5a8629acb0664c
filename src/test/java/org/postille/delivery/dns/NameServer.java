package org.postille.delivery.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server on the loopback address, which knows the lines of zone files it was given and answers by UDP. */
public final class NameServer implements AutoCloseable {

    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final int code;

    public NameServer() throws IOException {
        this(Rcode.NOERROR);
    }

    /** @param code of every answer, {@link Rcode} */
    NameServer(int code) throws IOException {
        this.code = code;
        Thread.ofVirtual().start(this::serve);
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** @param lines such as {@code news.example. 3600 IN TXT "v=spf1 -all"} */
    public NameServer with(String... lines) throws IOException {
        for (var line : lines) {
            var parts = line.replaceAll("[()\n]", " ").split(" +", 5);
            records.add(Record.fromString(
                    Name.fromString(parts[0]), Type.value(parts[3]), DClass.IN, 3600, parts[4], Name.root));
        }
        return this;
    }

    private void serve() {
        var buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var answer = answer(new Message(java.util.Arrays.copyOf(buffer, packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                // Closed, or nonsense, which a name server does not answer.
            }
        }
    }

    private Message answer(Message query) {
        var asked = query.getQuestion();
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(asked, Section.QUESTION);
        var ofName = new ArrayList<Record>();
        for (var record : records) {
            if (record.getName().equals(asked.getName())) {
                ofName.add(record);
            }
        }
        ofName.stream()
                .filter(it -> it.getType() == asked.getType())
                .forEach(it -> answer.addRecord(it, Section.ANSWER));
        answer.getHeader().setRcode(code == Rcode.NOERROR && ofName.isEmpty() ? Rcode.NXDOMAIN : code);
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
