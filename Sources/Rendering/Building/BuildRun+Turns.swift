import SiteModel

/// What other programs have changed meanwhile is left to them.
extension BuildRun {
    /// Takes a turn, unless this build has it or has nothing to do, and leaves out pages that changed before it began.
    mutating func takeTurn(for hidden: inout [PageJob], _ jobs: inout [PageJob]) async throws {
        guard turn == nil, !hidden.isEmpty || !jobs.isEmpty else { return }
        turn = try await turns.take()
        var kept: [PageJob] = []
        for (job, page) in zip(hidden + jobs, try await turns.current((hidden + jobs).map(\.page))) {
            // Another program that has written the page began later than this build, and knew more.
            guard let page, page.record == job.page.record || page.record.map({ $0.checkedAt <= now }) ?? true else {
                leaveOut(job)
                continue
            }
            kept.append(page.record == job.page.record ? job : try judgedAgain(job, page))
        }
        hidden = kept.filter { $0.page.fingerprint == nil }
        jobs = kept.filter { $0.page.fingerprint != nil }
    }

    private func judgedAgain(_ job: PageJob, _ page: PageSource) throws -> PageJob {
        let file = try publisher.status(of: page.path)
        return PageJob(slot: job.slot, page: page, verdict: verdict(of: page, file: file), file: file)
    }

    /// Looks at staged pages again, and gives up those that are not the same any more.
    mutating func current(_ jobs: [PageJob], _ staged: [StagedPage]) async throws -> [StagedPage] {
        do {
            var kept: [StagedPage] = []
            var dropped: [StagedPage] = []
            for ((job, page), staged) in zip(zip(jobs, try await turns.current(jobs.map(\.page))), staged) {
                if let page, page.record == job.page.record {
                    kept.append(staged)
                } else {
                    leaveOut(job)
                    dropped.append(staged)
                }
            }
            publisher.discard(dropped)
            return kept
        } catch {
            publisher.discard(staged)
            throw error
        }
    }

    /// Leaves a page to the program that has changed what it is made from.
    private mutating func leaveOut(_ job: PageJob) {
        report.fresh += 1
        if job.page.listsUsers { hasStaleLists = true }
    }

    /// Leaves pages of users to the next run, because the time of this one is over.
    mutating func leaveToNextRun(_ jobs: inout [PageJob]) {
        for job in jobs {
            guard let owner = job.page.owner else { continue }
            report.left += 1
            // Lists link to the page at the top of a user's folder.
            let path = job.page.path
            if job.file == nil, path.folders.count == 1, path.rawValue.hasSuffix("/index.html") {
                ownersWithoutPage.insert(owner)
            }
        }
        jobs.removeAll { $0.page.owner != nil }
    }

    /// Forgets that lists were left out, before they are made again.
    mutating func retryLists() { hasStaleLists = false }
}
