package import Rendering
import SiteModel

extension Settings {
    /// Where browsers reach the companion.
    ///
    /// - Throws: ``SettingsError/missing(key:purpose:)``, ``SettingsError/invalid(key:value:source:expected:)``.
    package func companionAddress() throws -> CompanionAddress {
        if let address = companion.address { return address }
        guard let siteBaseURL else {
            throw SettingsError.missing(
                key: .siteBaseURL, purpose: "Spotify sends users back to an address of the site")
        }
        throw SettingsError.invalid(
            key: .siteBaseURL, value: siteBaseURL, source: file ?? "the settings",
            expected: "https for the companion (plain http only on 127.0.0.1), or companion.url")
    }
}

extension Application {
    /// The pages of the companion, from the site's templates or the program's own.
    ///
    /// - Throws: `TemplateError`, `SiteInputError`.
    package func accountPages(at address: CompanionAddress) throws -> AccountPages {
        try AccountPages(
            templates: templateFolder(), builtIn: builtInTemplates, settings: settings.site,
            address: address.description)
    }
}
