#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The libraries that draw: pango and cairo, with GLib and fontconfig below them.
///
/// They are loaded when a picture is drawn, and not linked: forty libraries would add 5 ms to the start of every command, and a
/// site without pictures would need them as well. All functions are older than 2010 and part of a stable interface.
enum PangoCairo {
    #if canImport(Darwin)
        private static let file = "libpangocairo-1.0.0.dylib"
    #else
        private static let file = "libpangocairo-1.0.so.0"
    #endif

    /// The address of the library, for its whole life; zero when it is not installed.
    private static let handle = UInt(bitPattern: dlopen(file, RTLD_NOW | RTLD_LOCAL))

    /// Whether the libraries are installed.
    static var isInstalled: Bool { handle != 0 }

    /// A function of the library, or of one that it needs.
    ///
    /// - Parameter name: Its name in C.
    /// - Returns: The function, of the type that the caller declares.
    static func function<Function>(_ name: String) -> Function {
        guard let address = dlsym(UnsafeMutableRawPointer(bitPattern: handle), name) else {
            preconditionFailure("\(file) has no \(name)")
        }
        return unsafeBitCast(address, to: Function.self)
    }
}

typealias Pointer = OpaquePointer
typealias Text = UnsafePointer<CChar>
