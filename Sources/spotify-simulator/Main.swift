import ArgumentParser
import SpotifySimulator
@main struct SpotifySimulatorCommand: ParsableCommand {}
