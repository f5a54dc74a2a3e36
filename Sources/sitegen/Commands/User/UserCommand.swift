import ArgumentParser

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "List users, and change how they are shown.",
        subcommands: [
            UserListCommand.self, UserShowCommand.self, UserSetCommand.self, UserRenameCommand.self,
            UserRemoveCommand.self,
        ])
}
