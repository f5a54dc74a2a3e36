import Foundation
import Rendering
import SiteModel
import SpotifySimulator

/// Puts the invented covers and portraits into the output.
struct DemoPictures {
    let store: Store
    let output: String

    /// Writes the pictures that are not there yet; one never changes.
    func write() async throws {
        let folder = output + "/" + DemoArtwork.folder
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for address in try await store.imageURLs(prefix: DemoArtwork.base, listLength: SitePlan.listLength) {
                guard let path = DemoArtwork.path(of: address), let digits = DemoArtwork.digits(of: address),
                    !files.fileExists(atPath: output + "/" + path)
                else { continue }
                try Artwork.svg(digits).write(to: URL(filePath: output + "/" + path), options: .atomic)
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw DemoError.cannotMake(folder: folder)
        }
    }
}
