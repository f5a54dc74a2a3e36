import Application

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Terminal {
    /// Whether there is a person who can answer.
    var canAsk: Bool { isTerminal && isatty(0) == 1 }

    /// Asks until the answer makes sense; an empty answer means the standard.
    func ask<Value>(_ question: String, standard: Value, _ parse: (String) -> Value?) -> Value {
        while true {
            prompt("\(question) [\(standard)]: ")
            guard let line = readLine(), !line.isEmpty else { return standard }
            if let value = parse(line) { return value }
            notice("'\(line.printable)' is not one of them.")
        }
    }
}
