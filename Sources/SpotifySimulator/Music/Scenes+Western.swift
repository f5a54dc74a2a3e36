extension Scene {
    static let western: [Scene] = [
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
            name: "chanson", genres: ["chanson", "french pop"], beginnings: 1964...2019, careers: 8...24,
            trackSeconds: 142...258, albumTracks: 9...12,
            artists: Words(
                ["# @", "# @", "Les @"],
                first: "Élodie|Barnabé|Maëlle|Gaspard|Odile|Rémi|Capucine|Thibault|Zélie|Anaïs|Lucien|Solène",
                second: "Vauclair|Montferrand|Délicieux|Rivière|Brumes|Lacombe|Petitjean|Saint-Ombre|Faubourg|Minuit"),
            titles: Words(
                ["# @", "#", "# @"],
                first: """
                    Rue|Déjeuner|Parapluie|Le dernier métro|Mon cœur|Demain|L’été|Chambre|Madame|Papillon|Les heures
                    |Un peu|Toujours|Café
                    """,
                second: """
                    des Lilas|bleu|lente|à deux|sans toi|immobile|de Nantes|nue|perdue|quand même|sous la pluie
                    |d’hiver|noir|pour rien
                    """),
            albums: Words(
                ["#", "# @"], first: "Demi-jour|Les nuits blanches|Vacances|Traversée|Rideau|Jardin d’en face|Carnet",
                second: "(réédition)|à l’Olympe|d’avril|tome deux|intime")),
        Scene(
            name: "hiphop", genres: ["alternative hip hop", "neo soul"], beginnings: 1992...2021, careers: 8...22,
            trackSeconds: 128...246, albumTracks: 10...16,
            artists: Words(
                ["# @", "Lil # @", "# the @"],
                first: "Ozone|Marlow|Quiet|Juno|Cassius|Nickel|Verse|Saint|Amara|Copper Rain|Tundé|Velour|Zephyr",
                second: "Professor|Wavelength|Park|Theory|Deluxe|Monarch|Sundial|Avenue|Kid|Basement|Orchid|Sol"),
            titles: Words(
                ["#", "# @", "@ (feat. nobody)", "# / @", "@"],
                first: """
                    Corner Store|Sundays|Gold Teeth|Rent|Window Seat|Brooklyn Bound|Cassette|Mango|Auntie|Fireflies
                    |No Service|Peace Sign|2nd Floor|Slow Motion
                    """,
                second: """
                    Freestyle|Interlude|Pt. 2|Skit|Season|Talk|in the Rain|Theory|Dreams|Anthem|Demo|Outro
                    """),
            albums: Words(
                ["#", "# @", "# @"],
                first:
                    "Lunch Money|Concrete Garden|Blue Notebook|Uncle’s Records|Blocks|Prayer Hands|Overtime|Lavender",
                second: "Deluxe|Tape|Season|Vol. 3|(The Mixtape)|Theory")),
    ]
}
