package import Rendering
package import SyncRunner

/// What a run did: a sync, then a build, each of which may have failed without the other.
package struct RunReport: Sendable {
    /// `nil` when there was no sync, because of ``syncProblem``.
    package var sync: SyncReport?
    /// Why nobody could be asked: the settings or the key.
    package var syncProblem: (any Error)?
    /// What kept hidden pages from being deleted before the sync; a build of the whole site has tried again.
    package var hiddenPagesProblem: (any Error)?
    /// `nil` when the build was stopped, by ``buildProblem``.
    package var build: BuildReport?
    /// What stopped the build.
    package var buildProblem: (any Error)?
}
