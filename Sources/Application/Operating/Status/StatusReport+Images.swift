package import Rendering
import ShareImages
import SiteModel

extension StatusReport {
    /// Which share images the site has.
    package struct Images: Sendable {
        /// For which pages they are drawn.
        package var choice: ShareImageChoice
        /// Whether there is a `site.baseURL`, without which there are none.
        package var hasAddress: Bool
        /// Debian packages of libraries and fonts that are missing to draw all of them whole.
        package var missing: [String]
        /// Whether ``missing`` keeps them from being drawn at all.
        package var isPrevented: Bool
    }
}

extension Application {
    /// Each report looks again for what was missing: the operator may have installed it.
    func images(_ store: Store) async throws -> StatusReport.Images {
        var images = StatusReport.Images(
            choice: settings.images, hasAddress: settings.siteBaseURL != nil, missing: [], isPrevented: false)
        guard images.choice != .none else { return images }
        if let package = DrawingTools.found.missingPackage {
            (images.missing, images.isPrevented) = ([package], true)
        } else {
            images.missing = try MissingFonts.packages(for: try await store.foreignNames())
        }
        return images
    }
}

extension Attention {
    /// Share images that the operator has asked for and that cannot be drawn.
    static func images(_ images: StatusReport.Images, areAskedFor: Bool) -> [Attention] {
        guard areAskedFor, images.isPrevented, let package = images.missing.first else { return [] }
        let message = "no share images are drawn: install \(package), or set site.images to 'none'"
        return [Attention(kind: .images, user: nil, message: message)]
    }
}
