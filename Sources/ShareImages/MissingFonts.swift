/// Which fonts some names need that this machine does not have.
public enum MissingFonts {
    /// Debian packages with a font for characters of some texts that no installed font has.
    ///
    /// - Parameter texts: Names, in any number.
    /// - Returns: Names of packages, sorted; none when everything can be drawn.
    /// - Throws: ``ShareImageError/missing(package:)``.
    public static func packages(for texts: [String]) throws(ShareImageError) -> [String] {
        var wanted: [Script: Set<Unicode.Scalar>] = [:]
        for text in texts {
            for scalar in CardText.cleaned(text).unicodeScalars where !scalar.isASCII {
                if let script = Script(of: scalar) { wanted[script, default: []].insert(scalar) }
            }
        }
        guard !wanted.isEmpty else { return [] }
        let drawer = try ImageDrawer()
        return Set(
            wanted.compactMap { script, scalars in
                let text = String(String.UnicodeScalarView(scalars.sorted()))
                return drawer.canDraw(text) ? nil : script.package
            }
        ).sorted()
    }

    /// Characters that one package has.
    private enum Script: Hashable {
        case eastAsian
        case emoji
        case other

        /// `nil` for a character that nothing is drawn for, or that no font can have.
        init?(of scalar: Unicode.Scalar) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .nonspacingMark: return nil
            default: break
            }
            self =
                switch scalar.value {
                case 0x1100...0x11FF, 0x2E80...0x33FF, 0x3400...0x9FFF, 0xAC00...0xD7FF, 0xF900...0xFAFF,
                    0xFF00...0xFFEF,
                    0x20000...0x323AF:
                    .eastAsian
                default: scalar.properties.isEmojiPresentation ? .emoji : .other
                }
        }

        var package: String {
            switch self {
            case .eastAsian: "fonts-noto-cjk"
            case .emoji: "fonts-noto-color-emoji"
            case .other: "fonts-noto"
            }
        }
    }
}
