import SiteModel

/// One of twelve hues, chosen when a user is added: every colour of a page is made from it, in the style sheet.
struct Hue: Hashable, Sendable {
    /// 0 to 11, thirty degrees apart.
    var index: Int

    init(of user: User) { index = user.hue }

    init(index: Int) { self.index = index }

    /// The hue of pages without a user.
    static let site = Hue(index: 9)

    /// The page's ground for the browser's own bars, in light and dark mode: `--ground` of the style sheet in sRGB.
    var grounds: (light: String, dark: String) {
        ("#" + Self.light[index], "#" + Self.dark[index])
    }

    private static let light = [
        "fef8f9", "fef9f7", "fdf9f6", "fbfaf6", "f9fbf7", "f7fbf9", "f6fbfb", "f6fbfd", "f7fafe", "f9fafe", "fbf9fd",
        "fdf9fb",
    ]
    private static let dark = [
        "170e0f", "170e0b", "150f09", "121109", "0e120b", "0a130e", "081312", "081215", "0b1117", "0f1017", "130f16",
        "150e13",
    ]

    /// The hue in degrees of OKLCH, as the style sheet has it.
    var degrees: Int { 10 + 30 * index }

    /// The class that the style sheet gives the hue to.
    var cssClass: String { "hue-\(index)" }
}
