import Foundation
import TestSupport
import Testing

@testable import SiteModel

@Suite struct AtomicFileTests {
    @Test(arguments: [0o600, 0o644, 0o777] as [UInt16])
    func `a file has the requested permissions, whatever the umask`(permissions: UInt16) throws {
        let folder = try TemporaryFolder()
        try AtomicFile.create("new".utf8, at: folder.path + "/made", permissions: permissions)
        try AtomicFile.write("new".utf8, to: folder.path + "/written", permissions: permissions)
        for name in ["/made", "/written"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + name)
            #expect(attributes[.posixPermissions] as? Int == Int(permissions))
            #expect(try text(folder.path + name) == "new")
        }
        #expect(try names(in: folder.path) == ["made", "written"])
    }

    @Test func `an existing file is not created again, and a link is not followed`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.create("old".utf8, at: folder.path + "/file")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path + "/nowhere")
        for name in ["/file", "/link"] {
            #expect(throws: FileError(errno: EEXIST)) { try AtomicFile.create("new".utf8, at: folder.path + name) }
        }
        #expect(try text(folder.path + "/file") == "old")
        #expect(try names(in: folder.path) == ["file", "link"])
    }

    @Test func `a staged file replaces another only on request`() throws {
        let folder = try TemporaryFolder()
        let (staged, file) = (folder.path + "/staged", folder.path + "/file")
        try AtomicFile.create("old".utf8, at: file)
        try AtomicFile.create("new".utf8, at: staged)
        #expect(throws: FileError(errno: EEXIST)) { try AtomicFile.publish(staged, as: file, replacing: false) }
        #expect(try text(file) == "old")
        #expect(try names(in: folder.path) == ["file"], "the staged name is gone")
        try AtomicFile.create("new".utf8, at: staged)
        try AtomicFile.publish(staged, as: file, replacing: true)
        #expect(try text(file) == "new")
        try AtomicFile.create("newer".utf8, at: staged)
        try AtomicFile.publish(staged, as: folder.path + "/free", replacing: false)
        #expect(try text(folder.path + "/free") == "newer")
        #expect(try names(in: folder.path) == ["file", "free"])
    }

    @Test func `a failed write says why, and leaves nothing behind`() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: FileError.self) {
            try AtomicFile.write("new".utf8, to: folder.path + "/no/file", permissions: 0o644)
        }
        #expect(error?.description == "No such file or directory")
        try FileManager.default.createDirectory(atPath: folder.path + "/taken", withIntermediateDirectories: false)
        #expect(throws: FileError(errno: EISDIR)) {
            try AtomicFile.write("new".utf8, to: folder.path + "/taken", permissions: 0o644)
        }
        #expect(try names(in: folder.path) == ["taken"])
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}
