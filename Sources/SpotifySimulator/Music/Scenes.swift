extension Scene {
    /// Every scene; a listener's taste names them.
    static let all = [
        Scene(
            name: "folk", genres: ["americana", "folk"], beginnings: 1964...2018, careers: 8...26,
            trackSeconds: 148...292,
            albumTracks: 9...13,
            artists: Words(
                ["# @", "The # @s", "# @ & the Lanterns"],
                first:
                    "Wren|Calloway|Juniper|Ezra|Delphine|Tobias|Hattie|Sparrow|Linden|Ruth Ann|Amos|Clementine|Hollis",
                second: "Harrow|Birdsong|Tennet|Mayhew|Larkin|Prewitt|Ashdown|Copperfield|Fenwick|Rainey|Dover|Quill"),
            titles: Words(
                ["# @", "#", "The # @", "@ and the #"],
                first: """
                    Porchlight|Harvest|Wildflower|Ohio|Ferris Wheel|Paper Moth|Old Highway|Kitchen|Blackberry|Cedar
                    |Long Letter|Quarry|County Fair|Salt
                    """,
                second: """
                    Waltz|in the Rain|Hymn|Again|for My Brother|Blues|Before Dawn|Lullaby|Road|of Nineteen|Moon|Home
                    |River|Sunday
                    """),
            albums: Words(
                ["#", "# @", "The # @"],
                first: "Tallgrass|Mercy Street|Barn|Half-Moon|Honeycomb|Winterfolk|Orchard|Screen Door|Almost Texas",
                second: "Sessions|Letters|Year|Songbook|Revisited|Tapes")),
        Scene(
            name: "jazz", genres: ["hard bop", "soul jazz"], beginnings: 1962...1979, careers: 7...22,
            trackSeconds: 214...566, albumTracks: 5...9,
            artists: Words(
                ["# @", "The # @ Quartet", "# @ Quintet", "# @"],
                first:
                    "Marcus|Lucille|Thaddeus|Odetta|Clifton|Bernadine|Roscoe|Ella Mae|Wendell|Josephine|Horace|Percy",
                second: "Bellweather|Monroe-Tate|Delacroix|Vance|Goodnight|Sallow|Pettiford Jr.|Alderman|Winslow|Blue"),
            titles: Words(
                ["# @", "#", "@"],
                first: """
                    Midnight|Blue Corner|Lenox Avenue|Slow Train|Velvet|Saturday|Minor Mood|Smoke Ring|Tea|Uptown
                    |Satin Doll House|Birdhouse|One More|Night Bus
                    """,
                second: """
                    Stroll|for Two|Theme|in Green|Shuffle|at Nine|Ballad|Miss Ada|Bounce|Interlude|on Seventh|Changes
                    |Nocturne|Sermon
                    """),
            albums: Words(
                ["#", "# @", "# @"],
                first: "After Hours|Blue Porcelain|The Long Room|Brass Alley|Hush|Out of Town|Lamplight|Cool Water",
                second: "at the Alcove|with Strings|Vol. 1|Live in Basel|Quintet|Suite")),
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
            name: "brasil", genres: ["mpb", "samba"], beginnings: 1963...2019, careers: 10...30,
            trackSeconds: 146...264,
            albumTracks: 9...12,
            artists: Words(
                ["# @", "# @", "Trio @", "Banda @"],
                first: "Iara|Joaquim|Dandara|Benedito|Luzia|Caetana|Zeca|Moacyr|Janaína|Tomé|Clarice|Otávio",
                second: "Maresia|Vasconcelos|Andorinha|da Luz|Ventania|Sabiá|Beira-Mar|Cajueiro|Morais|Alvorada"),
            titles: Words(
                ["# @", "#", "@", "# e @"],
                first: """
                    Saudade|Janela|Samba|Canção|Praia|Domingo|Menina|Chuva|Violão|Madrugada|Coração|Sereno|Quintal
                    |Carnaval
                    """,
                second: """
                    de Janeiro|azul|sem fim|na rede|da saudade|do mar|em silêncio|cor de rosa|da Bahia|ao sol|lua
                    |outra vez|tardia|manso
                    """),
            albums: Words(
                ["#", "# @"], first: "Tropical|Beira|Maré Cheia|Passarinho|Terreiro|Verão|Cidade Alta|Sol de Inverno",
                second: "ao vivo|1972|e outras canções|Vol. 2|acústico")),
        Scene(
            name: "cairo", genres: ["arabic pop", "tarab"], beginnings: 1964...2020, careers: 8...26,
            trackSeconds: 186...412, albumTracks: 6...10,
            artists: Words(
                ["# @", "# @", "فرقة @"], first: "ليلى|سمير|نادين|كريم|هالة|يوسف|مريم|زياد|سلمى|عمر|رنا|طارق",
                second: "النيل|الشروق|القمر|الحلو|البحر|الورد|النجوم|الصباح|الياسمين|السلام"),
            titles: Words(
                ["# @", "#", "# @", "يا #"],
                first: "ليل|قمر|وردة|حكاية|شارع|موج|قهوة|سفر|أغنية|صباح|نجمة|مطر|باب|قلب",
                second: "القاهرة|جديد|في الليل|بلا نهاية|أبيض|الشتاء|وحدي|معاك|قديم|الحب|بعيد|الصيف"),
            albums: Words(
                ["#", "# @"], first: "ليالي|مرايا|حنين|أول السطر|سهرة|طريق|ضوء",
                second: "القاهرة|٢|حية|الصيف|والبحر|من جديد")),
        Scene(
            name: "citypop", genres: ["city pop", "j-indie"], beginnings: 1976...2020, careers: 7...28,
            trackSeconds: 192...318, albumTracks: 8...11,
            artists: Words(
                ["# @"], first: "青木|雨宮|星野川|夏目|水無月|藤代|朝比奈|白鳥|三日月|東雲|月島|風間",
                second: "遥|ミナト|ひかり|透|バンド|かえで|楽団|レイ|そら|ナツ|みどり|シティ"),
            titles: Words(
                ["#の@", "#", "@", "#と@", "# Drive", "真夜中の@"],
                first: "海岸線|土曜日|ネオン|雨上がり|夏|夜明け|窓辺|プール|高速道路|渚|都会|流星|ラムネ|坂道",
                second: "ラジオ|メモリー|電話|カーニバル|シルエット|恋人|ワルツ|約束|サイダー|手紙|テラス|ブルー"),
            albums: Words(
                ["#", "#@", "# @"], first: "夏時間|シーサイド|午前二時|ガラスの街|南風|Moonlight|週末", second: "便り|クラブ|II|日和|Tape|旅行")),
        Scene(
            name: "miniatures", genres: ["beat tape", "lo-fi"], beginnings: 2009...2020, careers: 14...26,
            trackSeconds: 46...74, albumTracks: 14...22,
            artists: Words(
                ["# @"],
                first: "Sleepy|Tea|Pocket|Dusty|Mumble|Biscuit|Cloud|Raccoon|Noodle|Pillow|Nap|Crumb",
                second: "Loops|Tapes|Machine|beats|Drawer|Radio|Sampler|Club|Kitchen|Society"),
            titles: Words(
                ["#", "# @", "@", "#."],
                first: "waking|toast|crumbs|drizzle|napkin|kettle|elevator|homework|cat|5:55|slippers|bus|puddle|yawn",
                second: "interlude|(loop)|no. 4|again|in b flat|skit|flip|tape hiss|for later|bounce|sketch|outro"),
            albums: Words(
                ["#", "# @"], first: "snacks|small sounds|sketchbook|leftovers|doodles|beats to fold laundry to",
                second: "vol. 1|vol. 2|vol. 3|side b|(instrumentals)")),
        Scene(
            name: "now", genres: ["hyperpop", "bedroom pop"], beginnings: 2016...2024, careers: 12...20,
            trackSeconds: 104...216, albumTracks: 6...12,
            artists: Words(
                ["#@", "# @", "@ #"],
                first: "pixie|glitterbug|mira.|sadie|neonkiss|honeybee|lo|yuki|cherrycola|404boy|velvet|angelface|luma",
                second: "wav|2000|xo|online|club|dream|.exe|forever|park|sugar|world|tears"),
            titles: Words(
                ["#", "# @", "# (@)", "@"],
                first: """
                    crush|bubblegum|read receipts|airplane mode|glitter|sidewalk|heart emoji|3am|lemonade|delulu|pink sky
                    |soft launch|mall goth|ctrl z
                    """,
                second: """
                    4ever|sped up|:(|interlude|girl|in my room|remix|again lol|xoxo|v2|on repeat|2 me|again|forever
                    """),
            albums: Words(
                ["#", "# @"],
                first: "diary|sugar rush|main character|low battery|petals|screenshots|sweet 16 mb|homesick",
                second: "(deluxe)|ep|vol. 2|forever|the remixes|season 1")),
    ]

    static func index(of name: String) -> Int {
        guard let place = all.firstIndex(where: { $0.name == name }) else { preconditionFailure("no scene \(name)") }
        return place
    }
}
