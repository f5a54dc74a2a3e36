/// A stream of numbers that depends on its seed alone.
///
/// SplitMix64: tiny, fast without optimisation, and independent of the standard library's seeded hashing.
struct Dice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    init(_ seed: UInt64, _ first: Int, _ second: Int = 0) {
        state = Dice.mixed(Dice.mixed(seed ^ UInt64(bitPattern: Int64(first))) ^ UInt64(bitPattern: Int64(second)))
    }

    init(_ seed: UInt64, _ text: String, _ number: Int = 0) {
        self.init(seed ^ Dice.hash(text), number)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Dice.mixed(state)
    }

    /// A whole number from 0 up to, not including, `count`.
    mutating func roll(_ count: Int) -> Int {
        Int(truncatingIfNeeded: (next() &>> 33) % UInt64(truncatingIfNeeded: max(count, 1)))
    }

    /// A whole number of a range, both ends included.
    mutating func roll(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + roll(range.upperBound - range.lowerBound + 1)
    }

    /// A whole number below `count`; small ones are more likely.
    mutating func skewedRoll(_ count: Int) -> Int {
        let fraction = roll(1024)
        return fraction * (fraction + 1024) * count / (2 * 1024 * 1024)
    }

    /// True this many times in a thousand.
    mutating func chance(_ permille: Int) -> Bool { roll(1000) < permille }

    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[roll(choices.count)] }

    static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value &+ 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits &>> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits &>> 31)
    }

    /// FNV-1a over the text's UTF-8.
    static func hash(_ text: String) -> UInt64 {
        var bits: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { bits = (bits ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return mixed(bits)
    }
}

extension Dice {
    private static let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    private static let base16 = Array("0123456789abcdef".utf8)

    /// An identifier as Spotify makes them: 22 digits of base 62.
    mutating func identifier(length: Int = 22) -> String {
        String(decoding: (0..<length).map { _ in Dice.base62[roll(62)] }, as: UTF8.self)
    }

    mutating func hex(length: Int) -> String {
        String(decoding: (0..<length).map { _ in Dice.base16[roll(16)] }, as: UTF8.self)
    }
}
