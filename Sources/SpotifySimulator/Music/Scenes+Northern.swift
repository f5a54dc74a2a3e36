extension Scene {
    static let northern: [Scene] = [
        Scene(
            name: "nordic", genres: ["neoclassical", "ambient"], beginnings: 2006...2021, careers: 12...26,
            trackSeconds: 118...312, albumTracks: 8...12,
            artists: Words(
                ["# @", "# @", "# @ Trio"],
                first: """
                    Solveig|Eyvind|Ragna|Hallbjörn|Signe|Torleif|Maren|Ísleifur|Aksel|Runa|Sunniva|Bjarte|Linnéa|Óskar
                    """,
                second: "Vinterhav|Nordmo|Fjellheim|Ásgrímsson|Lindqvær|Sølvberg|Hraunsdóttir|Ekelöv|Myrkdal|Strøm"),
            titles: Words(
                ["# @", "#", "@", "#, @"],
                first: """
                    Snow|Glacier|Morning|Lantern|Slow Tide|Vigil|Driftwood|Low Sun|Heimkoma|Stilla|Frost Letters|Etude
                    |Skerry|Ljós|Blue Hour|Ferry
                    """,
                second: """
                    in F|at the Window|I|II|III|Without Wind|Remembered|the Upper Field|Margit|Three Hands|November
                    |the Quiet Room|Eleven Birches|Under Ice
                    """),
            albums: Words(
                ["#", "# @"],
                first: "Kittiwake|Almanac|Rooms|Ten Winters|Havgard|Small Hours|Weather Diaries|Lys|Tundra",
                second: "in Grey|for Piano|Vol. II|Recomposed|by Candle|(Live at Vika)")),
        Scene(
            name: "berlin", genres: ["minimal techno", "electronica"], beginnings: 1993...2019, careers: 10...32,
            trackSeconds: 236...478, albumTracks: 6...11,
            artists: Words(
                ["# @", "# @", "DJ #"],
                first: """
                    Halogen|Kranfeld|Nachtbus|Ostwind|Polyphon|Substrat|Modul|Tempelhof|Kupferdraht|Rauschen|Schalter
                    |Zwielicht|Plattenbau|Lichtung
                    """,
                second: "Kollektiv|Ensemble|89|Null|Ost|Werk|System|& Söhne|Feld|Apparat"),
            titles: Words(
                ["# @", "#", "@"],
                first: """
                    Ringbahn|Warten|Kabelwerk|Sirene|Parallel|Tauben|Dauerlicht|Fernsehturm|Phase|Gleis 3|Atem|Beton
                    |Umspannwerk|Pfand|Signal|Spätkauf
                    """,
                second: """
                    04:12|Edit|Dub|Reprise|bei Nacht|Zwei|Extended|ohne Ende|im Regen|(Ohne Titel)|Linie U8|Schleife
                    |Kalt|Sommer
                    """),
            albums: Words(
                ["#", "# @"], first: "Grundton|Stadtlicht|Weichen|Frequenzen|Innenhof|Wechselstrom|Nordkreuz|Hallraum",
                second: "EP|Eins|Zwei|Remixe|Archiv 1994–1999|Teil III")),
        Scene(
            name: "liedermacher", genres: ["liedermacher", "german indie"], beginnings: 1967...2017, careers: 9...24,
            trackSeconds: 156...268, albumTracks: 9...13,
            artists: Words(
                ["# @", "# @", "# & die @"],
                first: "Lotte|Jasper|Greta|Konrad|Käthe|Emil|Friederike|Anselm|Marlene|Ottokar|Undine|Veit",
                second: "Sommerfeldt|Kranich|Morgenrot|Blaubeer|Fährmann|Hollerbusch|Zeitlang|Wiesengrund|Apfelbaum"),
            titles: Words(
                ["# @", "#", "# @"],
                first: """
                    Regenschirm|Küchentisch|Der letzte Zug|Pfirsichhaut|Zu zweit|Mein Fahrrad|Brief an Anna|Sonntags
                    |Heimweg|Kastanien|Fensterplatz|Morgen vielleicht
                    """,
                second: """
                    im August|ohne dich|schläft|am Fluss|Zimt|nach Hause|für immer|im Treppenhaus|ein Meer|vor acht
                    |leise|Lakritz
                    """),
            albums: Words(
                ["#", "# @"],
                first: "Hinterhof|Kleine Fluchten|Tagebuch|Sommer auf Probe|Nebensaison|Kaltes Wasser|Ungefähr",
                second: "hier|und zurück|1979|(Live in Jena)|für Anfänger")),
    ]
}
