extension Scene {
    static let southern: [Scene] = [
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
            name: "aotearoa", genres: ["indie pop", "jangle pop"], beginnings: 1982...2020, careers: 8...26,
            trackSeconds: 134...272, albumTracks: 8...12,
            artists: Words(
                ["The # @", "# @"],
                first:
                    "Tūī|Harbour|Corduroy|Wellington|Southerly|Kōwhai|Paper|Cardigan|Magpie|Seaside|Hinemoa|Marmalade",
                second: "Weather|Ferns|Buses|Telegraph|Cousins|Holidays|Verandas|Swimmers|Letters|Teacups|Lifeguards"),
            titles: Words(
                ["# @", "#", "@", "# @", "I Left My # @"],
                first: """
                    Bicycle|Cuba Street|Raincoat|Holiday|Ponga|Tidal|Bus Stop|Moa|Peppermint|Sister|Library|Jersey
                    |Orange|Clothesline
                    """,
                second: """
                    on Fire|Again|by the Sea|Weather|Sundays|(Slight Return)|at the Door|for Now|Song|in Autumn|Parade
                    |Radio|Forever|Hill
                    """),
            albums: Words(
                ["#", "# @"], first: "Low Tide|Everyone’s Garden|Postcards|Sunburn|Kererū|Afternoon|Long Weekend",
                second: "Parade|Demos|at Home|and Other Stories|EP")),
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
    ]
}
