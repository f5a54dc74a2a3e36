/// The letter that stands in for a picture.
enum Initial {
    /// The first letter or digit of a name, in capitals where it has them; `♪` for a name without any.
    ///
    /// One scalar and its one-scalar capital: a name's combining marks and joiners stay out.
    static func of(_ name: String) -> String {
        // Nearly every name begins with an ASCII letter, and Unicode's tables cost more than the rest of a row.
        if let first = name.utf8.first, let capital = capital(of: first) { return capital }
        guard
            let scalar = name.unicodeScalars.first(where: {
                $0.properties.isAlphabetic || $0.properties.numericType == .decimal
            })
        else { return "♪" }
        let capital = scalar.properties.uppercaseMapping
        return capital.unicodeScalars.count == 1 ? capital : String(Character(scalar))
    }

    /// `nil` for a byte that is no ASCII letter.
    private static func capital(of byte: UInt8) -> String? {
        let upper = byte & ~0x20
        guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(upper) else { return nil }
        return String(UnicodeScalar(upper))
    }
}
