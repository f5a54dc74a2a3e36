extension Username {
    /// How many hues there are.
    package static let hues = 12

    /// The hue that the name alone gives, from 0 to 11.
    package var hue: Int {
        // FNV-1a, 32 bits: the same on every machine and in every run, which `Hasher` is not.
        var hash: UInt32 = 2_166_136_261
        for byte in rawValue.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        // The low bits of FNV are its weak ones; the high ones are folded in.
        return Int((hash ^ (hash >> 16)) % UInt32(Self.hues))
    }

    /// The hue that the name gives, or the next one that nobody has; with all taken, the name's own.
    func hue(besides taken: Set<Int>) -> Int {
        (0..<Self.hues).lazy.map { (hue + $0) % Self.hues }.first { !taken.contains($0) } ?? hue
    }
}
