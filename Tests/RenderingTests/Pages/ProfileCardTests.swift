import ShareImages
import Testing

@testable import Rendering
@testable import SiteModel

/// What the picture of a profile says.
@Suite struct ProfileCardTests {
    private let site = PageContext(title: "Liner Notes")

    private func card(hiding sections: Set<PageSection> = []) throws -> ShareCard {
        var data = try ProfileData.full()
        data.listening.user.hiddenSections = sections
        return ProfilePage.card(of: data, site: site)
    }

    @Test func `it has the name, a sentence, the days and the artists of the page`() throws {
        let card = try card()
        let data = try ProfileData.full()
        #expect((card.title, card.plainTitle, card.site) == ("Ada Marlowe", "ada", "Liner Notes"))
        #expect(card.names.first == data.topArtists[.shortTerm]?.first?.item.name)
        #expect(card.days?.levels.count == 365)
        #expect(card.sentence.contains("hours of music in a year"))
        #expect(card.sentence.contains("days in a row"))
        #expect(card.hue == Hue(of: data.user).degrees)
    }

    @Test func `what the user hides is not in it`() throws {
        #expect(try card(hiding: [.artists]).names == [])
        #expect(try card(hiding: [.history]).days == nil)
        #expect(try card(hiding: [.facts]).sentence.contains("row") == false)
        let bare = try card(hiding: Set(PageSection.allCases))
        #expect(bare.sentence == "" && bare.names == [] && bare.days == nil)
        var data = try ProfileData.full()
        data.listening.user.hiddenSections = [.artists]
        #expect(ProfilePage.cardWords(of: data).contains("artists") == false)
    }

    @Test func `who has played nothing has a picture with a name`() throws {
        let card = ProfilePage.card(of: try .empty(), site: site)
        #expect(card.title == "nobody")
        #expect(card.sentence == "" && card.names == [] && card.days == nil)
    }

    @Test(arguments: 0..<12) func `its colours are those of the page`(index: Int) throws {
        var user = try User.sample("ada", displayName: nil)
        user.storedHue = index
        let hue = Hue(of: user)
        let png = try ImageDrawer().png(of: ShareCard(title: "", plainTitle: "", hue: hue.degrees))
        // The palette's first colour is the ground: it is the first pixel's.
        let palette = try #require(png.indices.first { png[$0...].starts(with: Array("PLTE".utf8)) })
        #expect("#" + png[(palette + 4)..<(palette + 7)].hex == hue.grounds.light)
    }
}
