"""Each figure of each recap of the demo, against a computation of its own over the exported plays."""

import html
import json
import subprocess
import unicodedata
import unittest
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from demo import SITEGEN, Site

HALF_AN_HOUR = 30 * 60_000


def moment(text):
    """The milliseconds of an RFC 3339 moment."""
    return round(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def folded(text):
    return " ".join(unicodedata.normalize("NFC", text.lower()).split())


class Play:
    """A play as `sitegen export` has it, dated by the user's zone."""

    def __init__(self, row, zone):
        self.end, self.listened = moment(row["playedAt"]), row["listenedMs"]
        self.start = self.end - self.listened
        self.day = datetime.fromtimestamp(self.end / 1000, zone).date()
        self.hour = datetime.fromtimestamp(self.start / 1000, zone).hour
        self.track, self.title, self.isrc, self.album = row["trackID"], row["track"], row["isrc"], row["album"]
        self.artist = row["artists"][0] if row["artists"] else None
        self.name = (folded(self.artist or ""), folded(self.title))


def recordings(plays):
    """The recording of each track: its ISRC, otherwise that of its artist and title, otherwise these."""
    codes = {}
    for play in plays:
        if play.isrc and play.artist:
            codes[play.name] = min(codes.get(play.name, play.isrc), play.isrc)
    return {play.track: play.isrc or codes.get(play.name, play.name) for play in plays}


def ranking(plays, key):
    """The listened time and plays by key, the most listened to first; keys of equal time and plays are not in order."""
    sums = defaultdict(lambda: [0, 0])
    for play in plays:
        if key(play) is not None:
            sums[key(play)][0] += play.listened
            sums[key(play)][1] += 1
    return sorted(((listened, count) for listened, count in sums.values()), reverse=True), sums


def longest_sitting(plays):
    best, first = 0, 0
    for index, play in enumerate(plays):
        if index and play.start - plays[index - 1].end > HALF_AN_HOUR:
            first = index
        if index > first:
            best = max(best, play.end - plays[first].start)
    return best


class Recaps(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = Site.demo()
        settings = cls.site.output.parent / "sitegen.yaml"
        cls.users = {}
        for folder in sorted(cls.site.output.glob("*/2[0-9][0-9][0-9]")):
            user = folder.parent.name
            if user not in cls.users:
                exported = subprocess.run(
                    [SITEGEN, "export", user, "--config", settings], stdout=subprocess.PIPE, check=True
                ).stdout
                cls.users[user] = json.loads(exported)

    def each(self):
        """Every recap that a user has a page of, its plays, and the exported document."""
        for user, document in self.users.items():
            zone = ZoneInfo(document["settings"]["timeZone"])
            plays = sorted((Play(row, zone) for row in document["plays"]), key=lambda play: (play.end, play.track))
            for entry in document["recaps"]:
                recap, through = entry["recap"], date.fromisoformat(entry["through"])
                first = date.fromisoformat(recap["firstDay"])
                inside = [play for play in plays if first <= play.day <= through]
                yield entry["period"], recap, inside, document, zone

    def test_there_are_years_and_months(self):
        periods = [entry["period"] for document in self.users.values() for entry in document["recaps"]]
        self.assertGreater(sum(period % 100 == 0 for period in periods), 8)
        self.assertGreater(sum(period % 100 != 0 for period in periods), 80)

    def test_time_plays_and_days(self):
        for _, recap, plays, document, _ in self.each():
            days = [day for day in document["days"] if recap["firstDay"] <= day["date"] <= recap["through"]]
            self.assertEqual(recap["activeDays"], len(days))
            self.assertEqual(recap["listenedMs"], sum(day["listenedMs"] for day in days))
            if not all(day["isWhole"] for day in days):
                continue
            first = date.fromisoformat(recap["firstDay"])
            listened = Counter()
            hours = [0] * 168
            for play in plays:
                listened[(play.day - first).days] += play.listened
                hours[play.day.weekday() * 24 + play.hour] += play.listened
            self.assertEqual(recap["plays"], len(plays))
            self.assertEqual(recap["days"], [listened[index] for index in range(len(recap["days"]))])
            self.assertEqual(recap["hours"], hours)

    def whole(self):
        for period, recap, plays, document, zone in self.each():
            if recap["music"]["isWhole"] and recap["music"]["listenedMs"] == sum(play.listened for play in plays):
                yield period, recap["music"], plays, document, zone

    def test_lists(self):
        count = 0
        for period, music, plays, _, _ in self.whole():
            count += 1
            length = 5 if period % 100 else 10
            known = recordings(plays)
            for name, key in (
                ("artists", lambda play: play.artist),
                ("tracks", lambda play, known=known: known[play.track]),
            ):
                ranks, sums = ranking(plays, key)
                self.assertEqual([(row["listenedMs"], row["plays"]) for row in music[name]], ranks[:length])
                self.assertEqual(music["artistCount" if name == "artists" else "trackCount"], len(sums))
            _, artists = ranking(plays, lambda play: play.artist)
            for row in music["artists"]:
                self.assertEqual([row["listenedMs"], row["plays"]], artists[row["name"]])
        self.assertGreater(count, 50)

    def test_albums(self):
        for _, music, plays, _, _ in self.whole():
            known = recordings(plays)
            tracks = defaultdict(set)
            for play in plays:
                if play.album:
                    tracks[play.artist, play.album].add(known[play.track])
            if sum(bool(play.album) for play in plays) * 5 < len(plays) * 4:
                self.assertEqual(music["albums"], [])
                continue
            album = lambda play: (play.artist, play.album) if play.album and len(tracks[play.artist, play.album]) > 2 else None  # noqa: E731
            ranks, _ = ranking(plays, album)
            self.assertEqual([(row["listenedMs"], row["plays"]) for row in music["albums"]], ranks[:5])

    def test_new_artists(self):
        for _, recap, _, document, zone in self.each():
            first = [datetime.fromtimestamp(moment(row["firstHeardAt"]) / 1000, zone).date() for row in document["artists"]]
            inside = sum(recap["firstDay"] <= day.isoformat() <= recap["through"] for day in first)
            self.assertEqual(recap["newArtists"], inside)

    def test_moments(self):
        for _, music, plays, _, _ in self.whole():
            known = recordings(plays)
            by_day = Counter((known[play.track], play.day) for play in plays)
            days = Counter(recording for recording, _ in by_day)
            for name, counts in (("onRepeat", by_day), ("faithful", days)):
                most = max(counts.values())
                self.assertEqual(music.get(name, {}).get("count"), most if most >= 5 else None, name)
            self.assertEqual(music.get("sitting", {}).get("lengthMs", 0), longest_sitting(plays))
            for name, play in (("first", plays[0]), ("last", plays[-1])):
                self.assertEqual(music[name]["item"]["name"], play.title)
                self.assertEqual(music[name]["date"], play.day.isoformat())

    def test_the_race_adds_up(self):
        for period, music, plays, _, _ in self.whole():
            if period % 100:
                self.assertEqual(music["race"], [])
                continue
            self.assertEqual([row["name"] for row in music["race"]], [row["name"] for row in music["artists"][:5]])
            for racer in music["race"]:
                months = Counter()
                for play in plays:
                    if play.artist == racer["name"]:
                        months[play.day.month] += play.listened
                self.assertEqual(racer["months"], [months[number + 1] for number in range(len(racer["months"]))])

    def test_pages_show_what_was_computed(self):
        shown = 0
        for period, recap, _, document, _ in self.each():
            folder = f"/{document['profile']['username']}/{period // 100}/" + (f"{period % 100:02}/" if period % 100 else "")
            page = self.site.bytes(folder).decode()
            hidden = document["settings"]["hiddenSections"]
            if "artists" not in hidden:
                for row in recap["music"]["artists"][:5]:
                    self.assertIn(f"<bdi>{html.escape(row['name'], quote=False)}</bdi>", page.replace("&quot;", '"').replace("&#39;", "'"))
            if "facts" not in hidden:
                self.assertIn(f"<b>{recap['plays']:,}</b> <span>plays</span>", page)
            through = date.fromisoformat(recap["through"])
            self.assertIn(f"through {through.day} {through:%B} {through.year}.", page)
            shown += 1
        self.assertGreater(shown, 80)

    def test_a_period_that_is_not_over_ends_yesterday(self):
        for user, document in self.users.items():
            today = datetime.now(ZoneInfo(document["settings"]["timeZone"])).date()
            for entry in document["recaps"]:
                self.assertLess(date.fromisoformat(entry["through"]), today + timedelta(days=1), user)
