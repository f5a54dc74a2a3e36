/// Names that try to be markup, code or layout, and that a page has to show as plain text.
enum HostileMusic {
    static let combining = "\"\u{301} onmouseover=\"alert(1)"

    static let artists: [String] = [
        "<script>alert(1)</script>",
        "The <b>Bold</b> & the &amp; Beautiful",
        combining,
        "{{mustache}} & {{{Triple}}}",
        "\u{202E}ללא כיוון\u{202C} فرقة \u{2067}العكس\u{2069}",
        "👩🏽‍🚀👨‍👩‍👧‍👦 Family ❤️‍🔥",
        String(repeating: "Unbroken", count: 25),
        "Tab\there\nand a line\u{1}end",
        "'; DROP TABLE play; --",
        "Z̴̡̛a̷͓͝l̸̰̄g̵̜̈́o̶ ̴͎̀C̷̙̓h̶͉̅o̸̻̔i̷̹͑r̴",
    ]

    static let titles: [String] = [
        "<img src=x onerror=alert(1)>", "</title><script>alert(2)</script>", "\" onmouseover=\"alert(3)",
        "\"\u{301}><svg onload=alert(4)>", "'\u{301} onfocus='alert(5)", "{{#each}} {{/each}} {{> partial}}",
        "&lt;already escaped&gt; &amp; &quot;quoted&quot;", "<!-- comment --> ]]> -->", "javascript:alert(6)",
        "שיר בעברית\u{200F} (remix)", "أغنية \u{202B}طويلة\u{202C} 123", "🏳️‍🌈 🇳🇵 👍🏿", "\u{FEFF}\u{200B}Invisible\u{200D}",
        String(repeating: "W", count: 200), "Back\\slash \\u003cb\\u003e", "Line\nbreak\tand tab", "Nul-ish\u{1}\u{7F}",
        "`template` ${literal}", "%3Cscript%3E %00", "</style><style>*{display:none}</style>",
    ]

    static let albums: [String] = [
        "<i>Italic</i> Album", "\"\u{301}Quoted\"\u{301}", "../../etc/passwd", "{{album}}", "A & B < C > D",
        "\u{202E}drowkcab", "“Curly” ‘Quotes’",
    ]

    static let scene = Scene(
        name: "hostile", genres: ["<genre>"], beginnings: 1999...2018, careers: 16...30, trackSeconds: 95...260,
        albumTracks: 6...11, artists: Words(["#"], first: "-", second: "-"),
        titles: Words(["#"], first: "-", second: "-"), albums: Words(["#"], first: "-", second: "-"),
        size: artists.count)
}
