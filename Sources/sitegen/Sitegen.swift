import ArgumentParser
import Configuration
import Yams
import Rendering
import SyncRunner
import SpotifySimulator
@main struct Sitegen: ParsableCommand {}
