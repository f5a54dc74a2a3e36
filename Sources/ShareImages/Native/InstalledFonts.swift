/// The fonts that fontconfig knows.
enum InstalledFonts {
    /// Each font file with the version of its font, sorted.
    static func all() -> [String] {
        let (pattern, wanted) = (newPattern(), newObjectSet())
        defer {
            deletePattern(pattern)
            deleteObjectSet(wanted)
        }
        for property in [file, fontVersion] { _ = property.withCString { add(wanted, $0) } }
        guard let found = list(nil, pattern, wanted) else { return [] }
        defer { deleteFontSet(found) }
        // `FcFontSet`: two numbers, of which the first counts, and an array.
        let count = found.load(as: Int32.self)
        let fonts = found.load(fromByteOffset: 8, as: UnsafePointer<Pointer>?.self)
        return (0..<Int(count)).compactMap { index -> String? in
            guard let font = fonts?[index] else { return nil }
            var path: UnsafePointer<CChar>?
            var version: Int32 = 0
            guard text(font, file, 0, &path) == 0, let path else { return nil }
            _ = number(font, fontVersion, 0, &version)
            return "\(String(cString: path)) \(version)"
        }.sorted()
    }

    private static let file = "file"
    private static let fontVersion = "fontversion"

    private static let newPattern: @convention(c) () -> Pointer = PangoCairo.function("FcPatternCreate")
    private static let deletePattern: @convention(c) (Pointer) -> Void = PangoCairo.function("FcPatternDestroy")
    private static let newObjectSet: @convention(c) () -> Pointer = PangoCairo.function("FcObjectSetCreate")
    private static let deleteObjectSet: @convention(c) (Pointer) -> Void = PangoCairo.function("FcObjectSetDestroy")
    private static let add: @convention(c) (Pointer, Text) -> Int32 = PangoCairo.function("FcObjectSetAdd")
    private static let list: @convention(c) (Pointer?, Pointer, Pointer) -> UnsafeMutableRawPointer? =
        PangoCairo.function("FcFontList")
    private static let deleteFontSet: @convention(c) (UnsafeMutableRawPointer) -> Void =
        PangoCairo.function("FcFontSetDestroy")
    private static let text:
        @convention(c) (Pointer, Text, Int32, UnsafeMutablePointer<UnsafePointer<CChar>?>) -> Int32 =
            PangoCairo.function("FcPatternGetString")
    private static let number: @convention(c) (Pointer, Text, Int32, UnsafeMutablePointer<Int32>) -> Int32 =
        PangoCairo.function("FcPatternGetInteger")
}
