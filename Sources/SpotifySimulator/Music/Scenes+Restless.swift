extension Scene {
    static let restless: [Scene] = [
        Scene(
            name: "metal", genres: ["black metal", "doom metal"], beginnings: 1983...2018, careers: 8...30,
            trackSeconds: 212...604, albumTracks: 6...10,
            artists: Words(
                ["# @"],
                first: "Mörkwald|Ashen|Gravethorn|Iron|Valkenrath|Obsidian|Wolfmother’s|Sepulchre|Ravenfell|Hexen|Dröm",
                second: "Vigil|Throne|Hammer|Covenant|Plague|Sabbatical|Ward|Eclipse|Ossuary|of the North|Procession"),
            titles: Words(
                ["# @", "#", "The # @", "@", "# of the @"],
                first: """
                    Black Sun|Winter|Funeral|Serpent|Bones|Cathedral|Storm|Blood Moon|Ashes|Crown|Leviathan|Oath|Wolves
                    |Catacomb
                    """,
                second: """
                    Rising|Hymn|Empire|Ritual|Descending|Forest|March|of Iron|Void|Awakens|Forgotten|Dynasty|Eternal
                    """),
            albums: Words(
                ["#", "# @", "# @"],
                first: "Nocturnal|Cryptic|Monolith|Tombs|Frostbitten|Doomsayer|Vultures|Hollow Earth",
                second: "Rites|Requiem|Kingdom|MCMXCIV|Reborn|Demos")),
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
    ]
}
