/// What this machine has to draw with.
public enum DrawingTools: Sendable {
    /// Pictures can be drawn; `versions` name the libraries and every font, in a fixed order.
    case ready(versions: [String])
    /// A Debian package is missing.
    case missing(package: String)

    /// What was found, looked for once and only when it is asked for: it takes some 50 ms.
    public static let found: DrawingTools = {
        guard PangoCairo.isInstalled else { return .missing(package: "libpangocairo-1.0-0") }
        // What pango complains of, such as a font file that it cannot read, shows as an unknown glyph.
        _ = Pango.setMessageHandler({ _, _, _, _ in }, nil)
        let fonts = InstalledFonts.all()
        // Without any font, nothing of a text would be drawn.
        guard !fonts.isEmpty else { return .missing(package: "fonts-noto-core") }
        return .ready(
            versions: ["cairo " + String(cString: Cairo.version()), "pango " + String(cString: Pango.version())] + fonts
        )
    }()

    /// The Debian package that is missing; `nil` when pictures can be drawn.
    public var missingPackage: String? {
        guard case .missing(let package) = self else { return nil }
        return package
    }
}

/// Why a picture was not drawn.
public enum ShareImageError: Error, Hashable, CustomStringConvertible {
    /// A library or all fonts are missing.
    case missing(package: String)
    /// A library failed.
    case drawing(String)
    /// There is not enough memory.
    case memory

    /// What to do.
    public var description: String {
        switch self {
        case .missing(let package): "share images need the Debian package \(package)"
        case .drawing(let reason): "a share image cannot be drawn: \(reason)"
        case .memory: "a share image cannot be drawn: not enough memory"
        }
    }
}
