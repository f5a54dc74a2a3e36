import SiteModel
import TestSupport

/// Invented music: the same in every run.
enum SampleMusic {
    static let artistNames = [
        "Halden Marsh", "Nova Tide", "The Paper Lanterns", "Oksana Reyes", "Sub Orbital Choir", "Low Winter Sun",
        "Mira & the Atlas", "Kestrel Lane", "Delphine Okoro", "Granite Coast", "Söderhamn", "Quiet Machinery",
        "نور الشمال", "Ferrous Hymn", "Tomás Vela", "Little Harbour Brass",
        "The Index of Very Long Band Names That Wrap",
        "Ivo & Ines", "Slow Ferry", "Parallel Kitchens", "Amber Hours", "Northern Post", "夜の地図", "Cassio Bell",
        "Open Ledger", "Juniper Radio",
    ]
    static let trackNames = [
        "Glass Weather", "Northbound", "A Slow Machine", "Harbor Lights", "Everything Twice", "Small Hours",
        "Paper Moon Rising", "Undertow", "Silver Thread", "Kingfisher", "Ledger Lines", "Cold Coffee, Warm Amp",
        "طريق البحر", "What the Lift Said", "Platform 9, Northampton", "Hinterland", "Polyester", "Magpie",
        "Instructions for the Assembly of a Summer (Live at the Old Customs House)", "Nocturne in Traffic", "Kettle",
        "Fourth Floor", "雨の地図", "Minor Planets", "Salt", "Yes, Again",
    ]

    /// A base-62 id of 22 characters, as incompressible as a real one.
    static func id(_ seed: Int) -> String {
        letters(seed, count: 22, of: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    }

    static func image(_ seed: Int, kind: String) -> String {
        "https://i.scdn.co/image/\(kind)\(letters(seed, count: 24, of: "0123456789abcdef"))"
    }

    static func artist(_ number: Int) -> Artist {
        let id = id(number + 1)
        return Artist(
            id: id, name: name(number, in: artistNames), url: "https://open.spotify.com/artist/\(id)",
            imageURL: number % 9 == 4 ? nil : image(number + 1, kind: "ab6761610000e5eb"))
    }

    static func track(_ number: Int) -> Track {
        let id = id(number + 5000)
        return Track(
            id: id, name: name(number, in: trackNames), url: "https://open.spotify.com/track/\(id)",
            imageURL: image(number + 5000, kind: "ab67616d00001e02"), album: "Album \(number)",
            artists: (0..<(number % 7 == 3 ? 5 : 1)).map { artist(number * 5 % 26 + $0) })
    }

    /// A ranking of 50 among `count`, different for every `seed`.
    static func ranking(_ seed: Int, of count: Int) -> [(number: Int, rank: Int, previousRank: Int?)] {
        var random = SeededNumbers.sample(UInt64(seed) &+ 77)
        var order = Array(0..<count)
        for index in order.indices.dropFirst() where random.number(in: 0..<3) == 0 {
            order.swapAt(index, random.number(in: 0..<index + 1))
        }
        return order.prefix(50).enumerated().map { index, number in
            let shift = [0, 0, 0, 1, 2, -1, -1, 3][random.number(in: 0..<8)]
            return (number, index + 1, random.number(in: 0..<9) == 0 ? nil : max(1, index + 1 + shift))
        }
    }

    private static func name(_ number: Int, in names: [String]) -> String {
        let round = number / names.count
        return names[number % names.count] + (round == 0 ? "" : " \(["II", "III", "IV", "V"][round - 1])")
    }

    private static func letters(_ seed: Int, count: Int, of alphabet: String) -> String {
        var random = SeededNumbers.sample(UInt64(seed))
        let alphabet = Array(alphabet)
        return String((0..<count).map { _ in alphabet[random.number(in: 0..<alphabet.count)] })
    }
}

extension SeededNumbers {
    /// Numbers for samples; neighbouring seeds start far apart.
    static func sample(_ seed: UInt64) -> SeededNumbers { SeededNumbers(seed: seed &* 0x9E37_79B9_7F4A_7C15) }
}
