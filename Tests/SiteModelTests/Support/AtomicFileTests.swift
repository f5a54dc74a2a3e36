import Foundation
import Testing

@testable import SiteModel

@Suite struct AtomicFileTests {
    @Test(arguments: [0o600, 0o644, 0o777] as [UInt16])
    func `a file has the permissions that are asked for, whatever the umask`(permissions: UInt16) async throws {
        try await withTemporaryFolder { folder in
            try AtomicFile.create("new".utf8, at: folder + "/made", permissions: permissions)
            try AtomicFile.write("new".utf8, to: folder + "/written", permissions: permissions)
            for name in ["/made", "/written"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: folder + name)
                #expect(attributes[.posixPermissions] as? Int == Int(permissions))
                #expect(try text(folder + name) == "new")
            }
            #expect(try names(in: folder) == ["made", "written"])
        }
    }

    @Test func `a file that is there is not made again, and a link is not followed`() async throws {
        try await withTemporaryFolder { folder in
            try AtomicFile.create("old".utf8, at: folder + "/file")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link", withDestinationPath: folder + "/nowhere")
            for name in ["/file", "/link"] {
                #expect(throws: FileError(errno: EEXIST)) { try AtomicFile.create("new".utf8, at: folder + name) }
            }
            #expect(try text(folder + "/file") == "old")
            #expect(try names(in: folder) == ["file", "link"])
        }
    }

    @Test func `a staged file replaces another only where that is asked for`() async throws {
        try await withTemporaryFolder { folder in
            let (staged, file) = (folder + "/staged", folder + "/file")
            try AtomicFile.create("old".utf8, at: file)
            try AtomicFile.create("new".utf8, at: staged)
            #expect(throws: FileError(errno: EEXIST)) { try AtomicFile.publish(staged, as: file, replacing: false) }
            #expect(try text(file) == "old")
            #expect(try names(in: folder) == ["file"], "the staged name is gone")
            try AtomicFile.create("new".utf8, at: staged)
            try AtomicFile.publish(staged, as: file, replacing: true)
            #expect(try text(file) == "new")
            try AtomicFile.create("newer".utf8, at: staged)
            try AtomicFile.publish(staged, as: folder + "/free", replacing: false)
            #expect(try text(folder + "/free") == "newer")
            #expect(try names(in: folder) == ["file", "free"])
        }
    }

    @Test func `a write that fails says why, and leaves nothing`() async throws {
        try await withTemporaryFolder { folder in
            let error = #expect(throws: FileError.self) {
                try AtomicFile.write("new".utf8, to: folder + "/no/file", permissions: 0o644)
            }
            #expect(error?.description == "No such file or directory")
            try FileManager.default.createDirectory(atPath: folder + "/taken", withIntermediateDirectories: false)
            #expect(throws: FileError(errno: EISDIR)) {
                try AtomicFile.write("new".utf8, to: folder + "/taken", permissions: 0o644)
            }
            #expect(try names(in: folder) == ["taken"])
        }
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}
