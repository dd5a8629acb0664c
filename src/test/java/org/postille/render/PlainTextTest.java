package org.postille.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void a_mail_reads_well_as_text() {
        var html = """
                <html><head><title>no</title><style>no</style></head><body>
                <div style="display:none;max-height:0">preheader</div>
                <!--[if mso | IE]><table><tr><td><![endif]-->
                <table role="presentation"><tr><td><h1>Frohe   Ostern</h1></td><td><h2>Für Sie</h2></td></tr></table>
                <p>Ein Absatz mit <b>fetten</b> und <a href="https://shop.example/a">verlinkten</a>&nbsp;Worten, der so lang ist,
                dass er umbrochen werden muss, damit er auch im Terminal gut zu lesen ist.</p>
                <ul><li>eins</li><li>zwei mit einem Text, der länger ist als eine einzige Zeile und deshalb unter sich selbst
                eingerückt weitergeht</li></ul>
                <ol><li>erstens</li><li>zweitens</li></ol>
                <table><tr><th>Artikel</th><th>Preis</th></tr><tr><td>Becher</td><td>12,95&nbsp;€</td></tr></table>
                <table role="presentation"><tr>
                <td><a href="https://news.example/c/1"><img src="x" alt="Empfehlung 1"></a></td>
                <td><a href="https://news.example/c/2"><img src="x" alt=""></a></td></tr></table>
                <p><a href="https://shop.example/sale?with=a-long-address-that-does-not-fit-on-the-line-any-more">Zum Ausverkauf</a></p>
                <p><a href="https://shop.example">https://shop.example</a> <a href="mailto:a@b.example">a@b.example</a></p>
                <p>Zeile<br>darunter</p><hr><p></p>
                </body></html>
                """;

        assertThat(PlainText.of(Jsoup.parse(html).body())).isEqualTo("""
                        Frohe Ostern
                        ============

                        Für Sie
                        -------

                        Ein Absatz mit fetten und verlinkten <https://shop.example/a> Worten, der so
                        lang ist, dass er umbrochen werden muss, damit er auch im Terminal gut zu
                        lesen ist.

                        - eins
                        - zwei mit einem Text, der länger ist als eine einzige Zeile und deshalb
                          unter sich selbst eingerückt weitergeht

                        1. erstens
                        2. zweitens

                        Artikel | Preis
                        Becher | 12,95 €

                        Empfehlung 1: https://news.example/c/1

                        Zum Ausverkauf:
                        https://shop.example/sale?with=a-long-address-that-does-not-fit-on-the-line-any-more

                        https://shop.example a@b.example

                        Zeile
                        darunter
                        """);
    }
}
