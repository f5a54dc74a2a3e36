/// The letter that stands in for a picture.
enum Initial {
    /// The first letter or digit of a name, in capitals where it has them; `♪` for a name without any.
    ///
    /// One scalar and its one-scalar capital: a name's combining marks and joiners stay out.
    static func of(_ name: String) -> String {
        guard
            let scalar = name.unicodeScalars.first(where: {
                $0.properties.isAlphabetic || $0.properties.numericType == .decimal
            })
        else { return "♪" }
        let capital = scalar.properties.uppercaseMapping
        return capital.unicodeScalars.count == 1 ? capital : String(Character(scalar))
    }
}
