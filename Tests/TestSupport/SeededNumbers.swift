/// Random numbers that follow from their seed, so that a failure can be run again: SplitMix64.
package struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of a range by a remainder, which no release of the standard library can change.
    package mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    package mutating func number(in range: Range<Int>) -> Int { number(in: range.lowerBound...range.upperBound - 1) }

    /// True this many times in a hundred.
    package mutating func chance(_ percent: Int) -> Bool { number(in: 0..<100) < percent }
}
