"""What programs read of a profile: the h-card in the page and the data beside it."""

import json
import unittest

import mf2py

from demo import Site


class Data(unittest.TestCase):
    def test_each_profile_is_the_h_card_that_its_data_describes(self):
        site = Site.demo()
        people = site.pages()[1:]
        seen = 0
        for address in people:
            if not (site.output / address.strip("/") / "data.json").exists():
                continue
            data = json.loads(site.bytes(address + "data.json"))
            cards = mf2py.parse(doc=site.bytes(address).decode(), url=f"https://music.example{address}")["items"]
            self.assertEqual([card["type"] for card in cards], [["h-card"]], address)
            properties = cards[0]["properties"]
            self.assertEqual(properties["name"], [" ".join(data["name"].replace("\0", "\ufffd").split())], address)
            self.assertEqual(properties.get("url"), [data["profile"]] if data.get("profile") else None, address)
            self.assertEqual("photo" in properties, "portrait" in data, address)
            self.assertEqual("note" in properties, "bio" in data, address)
            seen += 1
        self.assertGreater(seen, 12)
