import TestSupport
import Testing

@testable import ShareImages

/// Cards as they look in a shared link.
///
/// Fonts and their versions are the machine's, so no picture is stored to compare with.
@Suite struct ShareCardTests {
    private let drawer: ImageDrawer

    init() throws {
        drawer = try ImageDrawer()
    }

    private func card(_ title: String = "Ada Marlowe", _ change: (inout ShareCard) -> Void = { _ in }) -> ShareCard {
        var card = ShareCard(
            title: title, plainTitle: "ada", subtitle: "A year of listening",
            sentence: "412 hours of music in a year, 42 days in a row",
            days: DayDots(levels: (0..<365).map { $0 < 30 ? nil : $0 * 7 % 5 }, lead: 3), namesLabel: "Lately",
            names: ["Halden Marsh", "Nova Tide", "The Paper Lanterns"], hue: 40, site: "Liner Notes",
            source: "Listening data from Spotify")
        change(&card)
        return card
    }

    private func drawn(_ card: ShareCard) throws -> DecodedPNG { try DecodedPNG(drawer.png(of: card)) }

    @Test func `a card has the size that previews want, and a palette`() throws {
        let link = try drawn(card())
        #expect((link.width, link.height, link.colourType) == (1200, 630, 3))
        let phone = try drawn(card { $0.format = .phone })
        #expect((phone.width, phone.height) == (1080, 1920))
        #expect(try drawer.png(of: card()).count < 40_000)
    }

    @Test(arguments: ["Ines Nachtwe", "Theodora Valence", "Josephine Blue", "Wilhelmina Mondschein", "Bartholomäus"])
    func `a name that is too wide is drawn smaller, down to its last letter`(name: String) throws {
        for format in ShareCard.Format.allCases {
            let endings = try ["y", "z"].map { ending in
                try drawer.png(of: card(name + ending) { $0.format = format })
            }
            #expect(endings[0] != endings[1], "\(format)")
        }
    }

    @Test func `the same card has the same bytes, whoever draws it`() throws {
        let first = try drawer.png(of: card())
        #expect(try drawer.png(of: card()) == first)
        #expect(try ImageDrawer().png(of: card()) == first)
    }

    @Test func `each day is a dot of its own step, in its week and weekday`() throws {
        let card = card()
        let file = try drawn(card)
        let days = try #require(card.days)
        let colours = CardColours(hue: 40)
        for (index, level) in days.levels.enumerated() {
            let (column, row) = (index + 3).quotientAndRemainder(dividingBy: 7)
            guard let level, level > 0 else { continue }
            // 53 columns between margins of 71, in whole pixels.
            let found = file[80 + 20 * column, 300 + 20 * row]
            #expect(DecodedPNG.distance(found, colours.levels[level].packed) < 24, "day \(index)")
        }
        // Days before the first play and days without music differ from days with it.
        var inked: [Int] = []
        let steps: [Int?] = [nil, 0, 1, 2, 3, 4]
        for level in steps {
            let even = try drawn(self.card { $0.days?.levels = [Int?](repeating: level, count: 365) })
            inked.append(even.pixels.count { $0 != file.pixels[0] })
        }
        #expect(inked == inked.sorted())
        #expect(Set(inked).count == 6)
    }

    @Test func `what a card leaves out takes no ink`() throws {
        let empty = try drawn(ShareCard(title: "", plainTitle: "", hue: 40))
        // Only the rule above the foot.
        #expect(empty.ink(inRows: 0..<530) == nil)
        let noDays = try drawn(card { $0.days = nil })
        let neither = try drawn(
            card {
                $0.days = nil
                $0.names = []
            })
        #expect(noDays.ink(inRows: 290..<430) != nil)
        #expect(neither.ink(inRows: 270..<530) == nil)
    }

    @Test(arguments: [
        "نور الشمال", "אורי כץ", "Дмитрий Шостакович", "Νίκος Καζαντζάκης", "Zoë Ångström", "นภา ใจดี", "अनुजा लामा",
    ])
    func `names of any script are drawn, on the left margin`(name: String) throws {
        try #require(drawer.canDraw(name))
        let file = try drawn(card(name))
        #expect(file != (try drawn(card("ada"))))
        let ink = try #require(file.ink(inRows: 115..<200))
        #expect((66...90).contains(ink.lowerBound))
        #expect(ink.upperBound < 1130)
    }

    @Test(arguments: ["", "  \u{0}\n ", "🎧🎧", "林檎の歌", "\u{F8FF}", "Ada \u{E000}"])
    func `a name that no font has all of is replaced by the username`(name: String) throws {
        let isDrawn = !CardText.cleaned(name).isEmpty && drawer.canDraw(name)
        #expect(try drawn(card(name)) == drawn(card("ada")) || isDrawn)
        if name.contains("\u{E000}") || name.contains("\u{F8FF}") { #expect(!isDrawn) }
    }

    @Test func `an artist that no font has gives way to the next one`() throws {
        let names = ["\u{E001}", "Halden Marsh", "\u{E002}", "Nova Tide", "The Paper Lanterns", "More"]
        #expect(try drawer.png(of: card { $0.names = names }) == drawer.png(of: card()))
    }

    @Test(arguments: [
        String(repeating: "Wolfeschlegel", count: 20), String(repeating: "شمال ", count: 60),
        String(repeating: "Z\u{0351}\u{0352}\u{0353}\u{0354}", count: 60),
        "W\u{0301}" + String(repeating: "\u{0302}", count: 5000),
    ])
    func `a name of any length stays between the margins`(name: String) throws {
        let file = try drawn(
            card(name) {
                $0.names = [name, name, name]
                $0.sentence = ""
                $0.days = nil
                $0.subtitle = ""
            })
        #expect(try #require(file.ink(inRows: 0..<630)).upperBound <= 1200 - 71 + 6)
        #expect(file.ink(inRows: 0..<60) == nil)
    }

    @Test func `only the first 200 characters of a name are looked at`() throws {
        let long = String(repeating: "a", count: 200)
        #expect(CardText.cleaned(long + "b") == long)
        #expect(CardText.cleaned("\u{0}\tAda\r\nMarlowe\u{0}") == "Ada  Marlowe")
    }

    @Test func `odd names end no program`() throws {
        var numbers = SeededNumbers(seed: 7)
        let parts: [ClosedRange<UInt32>] = [
            0...0x1F, 0x20...0x7E, 0x300...0x36F, 0x590...0x6FF, 0x900...0x97F, 0x1100...0x11FF, 0x200B...0x200F,
            0x202A...0x202E, 0x2066...0x2069, 0x3040...0x30FF, 0xE000...0xE010, 0xFE00...0xFE0F, 0xFFF0...0xFFFF,
            0x1F1E6...0x1F1FF, 0x1F3FB...0x1F64F, 0xE0020...0xE007F, 0x10FFF0...0x10FFFF,
        ]
        func name() -> String {
            var text = String.UnicodeScalarView()
            for _ in 0..<numbers.number(in: 0...40) {
                let part = parts[numbers.number(in: 0..<parts.count)]
                let value = UInt32(numbers.number(in: Int(part.lowerBound)...Int(part.upperBound)))
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            return String(text)
        }
        for _ in 0..<40 {
            let file = try drawn(
                card(name()) {
                    $0.names = (0..<4).map { _ in name() }
                    $0.site = name()
                    $0.hue = numbers.number(in: -400...800)
                    $0.days = DayDots(levels: [numbers.number(in: -9...9)], rows: numbers.number(in: -1...9), lead: -3)
                })
            #expect(file.width == 1200)
        }
    }

    @Test func `what is missing is named by its package`() throws {
        #expect(try MissingFonts.packages(for: ["Ada", "Zoë", "Дмитрий", "\u{E000}", "a\u{0301}\u{200B}"]) == [])
        let packages = try MissingFonts.packages(for: ["林檎", "🎧", "한글"])
        #expect(packages.contains("fonts-noto-cjk") == !drawer.canDraw("林檎한글"))
        #expect(packages.contains("fonts-noto-color-emoji") == !drawer.canDraw("🎧"))
    }
}

extension Colour {
    /// `0xRRGGBB`.
    var packed: UInt32 {
        func byte(_ part: Double) -> UInt32 { UInt32((part * 255).rounded()) }
        return byte(red) << 16 + byte(green) << 8 + byte(blue)
    }
}
