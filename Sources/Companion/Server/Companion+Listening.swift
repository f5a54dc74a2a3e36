import Application
import Hummingbird

extension Companion {
    /// `companion.listen`, as the server takes it.
    var bindAddress: BindAddress {
        switch site.settings.companion.listen {
        case .socket(let path): .unixDomainSocket(path: path)
        case .port(let host, let port): .hostname(host, port: port)
        }
    }

    /// The path of the socket, if it listens on one.
    var socketPath: String? {
        if case .socket(let path) = site.settings.companion.listen { path } else { nil }
    }
}
