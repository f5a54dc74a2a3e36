/// A browser in a few words, such as `Firefox on Linux`, made from the header `User-Agent`.
///
/// All words are ours: nothing of the header, which is any text, comes into the page.
enum DeviceName {
    static func of(_ agent: String) -> String {
        // Browsers name those they want to be taken for, so the order counts.
        let text = agent.utf8.prefix(512)
        let browser = first(browsers, in: text)
        let system = first(systems, in: text)
        return switch (browser, system) {
        case (let browser?, let system?): "\(browser) on \(system)"
        case (let browser?, nil): browser
        case (nil, let system?): "A browser on \(system)"
        case (nil, nil): "An unknown browser"
        }
    }

    private static let browsers: [(sign: String, word: String)] = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    private static let systems: [(sign: String, word: String)] = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Macintosh", "a Mac"), ("Linux", "Linux"),
    ]

    private static func first(_ known: [(sign: String, word: String)], in text: Substring.UTF8View) -> String? {
        known.first { text.firstRange(of: $0.sign.utf8) != nil }?.word
    }
}
