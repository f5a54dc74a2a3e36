"""Checks of an open page. Each function returns its findings as texts, or an empty list."""

import json

# Invisible shifts: a tenth of the limit for a good CLS (0.1).
MOST_SHIFT = 0.01
# The size of a text in a chart, in pixels: as readable as a note, no larger than the text around it.
CHART_TEXT = (12, 16)


def quiet(visit):
    """No console message, no request to other hosts, no missing file."""
    return list(visit.noticed)


def sideways(visit):
    """The page does not scroll horizontally, and no text is cut off at the side."""
    return visit.page.evaluate(
        """() => {
            const found = [], root = document.documentElement;
            if (root.scrollWidth > root.clientWidth) {
                found.push(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
            }
            for (const element of document.body.querySelectorAll("*")) {
                if (element instanceof SVGElement || !element.textContent.trim()) continue;
                const style = getComputedStyle(element), box = element.getBoundingClientRect();
                const cuts = ["hidden", "clip"].includes(style.overflowX);
                // Clipped elements are for screen readers only.
                if (cuts && style.clipPath === "none" && element.scrollWidth > element.clientWidth + 1) {
                    found.push(`cut off: ${element.className || element.nodeName}: ${element.textContent.trim().slice(0, 40)}`);
                }
            }
            return found;
        }"""
    )


def cut_short(visit):
    """No name is truncated, nor a part of a letter cut off. Very long names may be, so check users who have none."""
    return visit.page.evaluate(
        """() => [...document.body.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element);
            return ["hidden", "clip"].includes(style.overflowY) && style.clipPath === "none"
                && !(element instanceof SVGElement)
                && element.scrollHeight > element.clientHeight;
        }).map(element => `cut short: ${element.textContent.trim().slice(0, 40)}`)"""
    )


def overlaps(visit):
    """No line of text overlaps another."""
    return visit.page.evaluate(
        """() => {
            const boxes = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const owner = node.parentElement;
                if (!node.data.trim() || owner.closest("svg") || !owner.checkVisibility({ visibilityProperty: true })) continue;
                const range = document.createRange();
                range.selectNodeContents(node);
                // Text for screen readers only, or above the top of the page, is not visible.
                let clip = null;
                for (let up = owner; up; up = up.parentElement) {
                    const style = getComputedStyle(up);
                    if (style.overflowX !== "visible" || style.overflowY !== "visible" || style.clipPath !== "none") {
                        const box = up.getBoundingClientRect();
                        clip = clip ? { left: Math.max(clip.left, box.left), right: Math.min(clip.right, box.right),
                                        top: Math.max(clip.top, box.top), bottom: Math.min(clip.bottom, box.bottom) } : box;
                    }
                }
                for (const line of range.getClientRects()) {
                    const height = line.bottom - line.top;
                    const box = { left: line.left, right: line.right, top: line.top, bottom: line.bottom };
                    if (clip) {
                        box.left = Math.max(box.left, clip.left); box.right = Math.min(box.right, clip.right);
                        box.top = Math.max(box.top, clip.top); box.bottom = Math.min(box.bottom, clip.bottom);
                    }
                    // Ignore a line if less than half of it is visible.
                    if (box.right - box.left < 2 || box.bottom - box.top < height / 2 || box.bottom + scrollY < 0) continue;
                    boxes.push({ ...box, owner, text: node.data.trim().slice(0, 30) });
                }
            }
            const found = new Set();
            boxes.sort((one, other) => one.top - other.top);
            for (let a = 0; a < boxes.length; a++) {
                for (let b = a + 1; b < boxes.length && boxes[b].top < boxes[a].bottom; b++) {
                    const one = boxes[a], other = boxes[b];
                    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                    // The leading of tight lines may overlap; half a line is an error.
                    if (wide > 2 && high > 0.5 * Math.min(one.bottom - one.top, other.bottom - other.top)) {
                        found.add(`on top of each other: "${one.text}" and "${other.text}"`);
                    }
                }
            }
            return [...found].slice(0, 10);
        }"""
    )


def chart_text(visit):
    """Text in a chart has a readable size, is inside its chart and does not touch other text."""
    return visit.page.evaluate(
        """([least, most]) => {
            const found = [];
            for (const chart of document.querySelectorAll("svg")) {
                if (!chart.checkVisibility()) continue;
                const frame = chart.getBoundingClientRect(), boxes = [];
                for (const text of chart.querySelectorAll("text")) {
                    const style = getComputedStyle(text);
                    if (style.display === "none") continue;
                    const name = `${chart.classList[0]}: ${text.textContent}`;
                    const size = parseFloat(style.fontSize) * chart.getScreenCTM().a;
                    // A number in the middle of a chart is its headline.
                    if (size < least || (size > most && !text.classList.contains("middle"))) {
                        found.push(`${size.toFixed(1)} pixels: ${name}`);
                    }
                    const box = text.getBoundingClientRect();
                    if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`out of its chart: ${name}`);
                    for (const other of boxes) {
                        const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
                        const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
                        // The leading of two lines may overlap.
                        if (wide > 0 && high > 0.4 * box.height) found.push(`touches another text: ${name}`);
                    }
                    boxes.push(box);
                }
            }
            return found;
        }""",
        CHART_TEXT,
    )


def grid(visit):
    """The covers of a list share their left edge, and so do the second columns of all sections that have one."""
    return visit.page.evaluate(
        """() => {
            const shown = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
            const left = element => Math.round(element.getBoundingClientRect().left), found = [];
            const pictures = item => item.querySelector("img, .art");
            for (const list of shown(".top")) {
                const edges = new Map();
                for (const item of list.children) if (item.checkVisibility()) {
                    const edge = left(pictures(item)) - left(item);
                    edges.set(edge, item.textContent.trim().slice(0, 20));
                }
                if (edges.size > 1) found.push(`covers begin at ${[...edges].join(" / ")}`);
            }
            const columns = new Map();
            for (const row of shown(".range, .pair, .months li:has(.song)")) {
                const last = row.lastElementChild;
                if (left(last) > left(row)) columns.set(left(last), row.className || row.nodeName);
            }
            if (columns.size > 1) found.push(`second columns begin at ${[...columns].join(" / ")}`);
            return found;
        }"""
    )


def ranks(visit):
    """In two lists side by side, a rank is on one line until a name is wrapped, and neither list is half empty."""
    return visit.page.evaluate(
        """() => {
            const found = [];
            for (const range of document.querySelectorAll(".range")) {
                const lists = [...range.querySelectorAll(".top")].filter(list => list.checkVisibility());
                if (lists.length < 2) continue;
                const [one, other] = lists.map(list => list.getBoundingClientRect());
                if (Math.abs(one.top - other.top) > 1) continue;
                const least = Math.min(one.height, other.height), most = Math.max(one.height, other.height);
                if (least < 0.6 * most) found.push(`a list of ${Math.round(least)} pixels beside one of ${Math.round(most)}`);
                const rows = lists.map(list => [...list.children].map(item => item.getBoundingClientRect()));
                for (let rank = 0; rank < Math.min(rows[0].length, rows[1].length); rank++) {
                    const [left, right] = [rows[0][rank], rows[1][rank]];
                    if (Math.abs(left.top - right.top) > 1) { found.push(`rank ${rank + 1} is not on one line`); break; }
                    if (Math.abs(left.height - right.height) > 1) {
                        if (Math.max(left.height, right.height) < 1.25 * Math.min(left.height, right.height)) {
                            found.push(`rank ${rank + 1} has two heights`);
                        }
                        break;
                    }
                }
            }
            return found;
        }"""
    )


def faint(visit):
    """The lines under links and the rails of the temperament have a contrast of at least 3:1."""
    return visit.page.evaluate(
        """() => {
            const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
            const light = (...colours) => {
                for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); }
                const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(value => value / 255)
                    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = getComputedStyle(document.documentElement).backgroundColor, found = new Set();
            const check = (colour, name) => {
                const pair = [light(ground), light(ground, colour)].sort((one, other) => other - one);
                const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
                if (contrast < 3) found.add(`a contrast of ${contrast.toFixed(2)}: ${name}`);
            };
            for (const link of document.querySelectorAll("a")) {
                const style = getComputedStyle(link);
                if (style.textDecorationLine === "underline") check(style.textDecorationColor, link.textContent.trim());
            }
            for (const rail of document.querySelectorAll(".rail")) check(getComputedStyle(rail).stroke, "a rail");
            return [...found];
        }"""
    )


def jumps(visit):
    """The links under the facts lead to sections of the page, in their order."""
    return visit.page.evaluate(
        """() => {
            const links = [...document.querySelectorAll(".jump a")], found = [];
            const targets = links.map(link => document.getElementById(link.hash.slice(1)));
            targets.forEach((target, at) => {
                if (!target?.closest("section")) found.push(`leads nowhere: ${links[at].textContent}`);
            });
            const places = targets.map(target => target?.offsetTop ?? 0);
            if (links.length < 2 || places.some((place, at) => place < places[at - 1])) found.push("not in the page's order");
            return found;
        }"""
    )


def rows(visit):
    """How many rows each list shows, and how many months are shown."""
    return visit.page.evaluate(
        """() => [...document.querySelectorAll(".top, .months ol")].filter(list => list.checkVisibility())
            .map(list => [...list.children].filter(item => item.checkVisibility()).length)"""
    )


def shifts(visit):
    """Nothing moves while the page loads and is read."""
    seen = visit.page.evaluate("window.shifts")
    return [f"moves by {seen['sum']:.3f}: {', '.join(seen['moved'][:5])}"] if seen["sum"] > MOST_SHIFT else []


def scripts(visit):
    """The page runs no script, and its data blocks are valid."""
    found = []
    for kind, text in visit.page.evaluate("[...document.scripts].map(script => [script.type, script.text])"):
        if kind != "application/ld+json":
            found.append(f"a script: {kind or 'JavaScript'}")
            continue
        try:
            data = json.loads(text)
            if data.get("@context") != "https://schema.org":
                found.append(f"data without a schema: {text[:60]}")
        except (ValueError, AttributeError) as error:
            found.append(f"data that is not JSON: {error}")
    return found


def everything(visit):
    """The checks for every page in every view."""
    visit.read_to_the_end()
    return quiet(visit) + sideways(visit) + shifts(visit) + scripts(visit)


def shown_lists(visit):
    """The time ranges whose lists are visible."""
    return visit.page.evaluate(
        "[...document.querySelectorAll('.range')].filter(list => list.checkVisibility()).map(list => list.classList[1].slice(6))"
    )


def chosen(visit):
    """The selected time range."""
    return visit.page.evaluate("document.querySelector('input[name=range]:checked')?.id.slice(6) ?? null")


def tab_to_switch(visit, most=40):
    """Presses Tab until the switch has the focus. Returns whether it got there."""
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.matches('input[name=range]')"):
            return True
    return False


def switching(visit):
    """The keyboard can select each time range, and the selected one is visible."""
    page, found = visit.page, []
    names = page.evaluate("[...document.querySelectorAll('input[name=range]')].map(input => input.id.slice(6))")
    if len(names) != 3:
        return [f"the switch has {len(names)} places"]
    fieldset = page.locator("fieldset", has=page.locator("input[name=range]"))
    fieldset.scroll_into_view_if_needed()
    before = fieldset.screenshot(animations="disabled")
    if not tab_to_switch(visit):
        return ["Tab does not reach the switch"]
    if fieldset.screenshot(animations="disabled") == before:
        found.append("the switch does not show its focus")
    for key, steps in (("ArrowRight", [1, 2, 0]), ("ArrowLeft", [2, 1, 0]), ("ArrowDown", [1]), ("ArrowUp", [0])):
        for step in steps:
            page.keyboard.press(key)
            wanted = names[step]
            if chosen(visit) != wanted:
                found.append(f"{key} leads to {chosen(visit)} instead of {wanted}")
            if shown_lists(visit) != [wanted]:
                found.append(f"with {wanted} selected, the lists of {shown_lists(visit)} are shown")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.matches('input[name=range]')"):
        found.append("Tab does not leave the switch: it is not one group")
    return found


def stops(visit, most=400):
    """Each tab stop is in view and shows its focus."""
    page, found, seen = visit.page, [], 0
    page.evaluate("document.activeElement.blur()")
    for seen in range(1, most):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const element = document.activeElement;
                if (element === document.body) return null;
                const shown = element.labels?.[0] ?? element, style = getComputedStyle(shown);
                const box = shown.getBoundingClientRect();
                const words = (shown.textContent.trim() || shown.ariaLabel || shown.nodeName).slice(0, 40);
                const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                return { words, drawn, inView };
            }"""
        )
        if stop is None:
            return found if seen > 1 else ["Tab stops nowhere"]
        if not stop["drawn"]:
            found.append(f"no visible focus: {stop['words']}")
        if not stop["inView"]:
            found.append(f"the focus is out of view: {stop['words']}")
    return found + [f"more than {seen} stops"]


def printed(visit):
    """Printed: the lists of all time ranges with their names, no controls, no dark colours."""
    page, found = visit.page, []
    page.emulate_media(media="print")
    lists = shown_lists(visit)
    if page.locator(".range").count() and lists != ["short", "medium", "long"]:
        found.append(f"prints the lists of {lists}")
    found += page.evaluate(
        """() => {
            const found = [];
            for (const heading of document.querySelectorAll(".range h3")) {
                if (heading.getBoundingClientRect().width < 20) found.push(`does not print the name of a list: ${heading.textContent}`);
            }
            for (const element of document.querySelectorAll("fieldset, nav, .skip")) {
                if (element.checkVisibility()) found.push(`prints a control: ${element.className || element.nodeName}`);
            }
            for (const words of document.querySelectorAll("h2, h2 + .said")) {
                if (getComputedStyle(words).breakAfter !== "avoid") found.push(`can end a sheet: ${words.textContent}`);
            }
            const ground = getComputedStyle(document.documentElement).backgroundColor;
            if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(ground)) found.push(`prints on ${ground}`);
            return found;
        }"""
    )
    return found + sideways(visit)


def still(visit):
    """With reduced motion, nothing is animated and nothing scrolls smoothly."""
    return visit.page.evaluate(
        """() => {
            const found = [], long = text => text.split(",").some(part => parseFloat(part) > 0.001);
            for (const element of document.querySelectorAll("*")) {
                for (const pseudo of [null, "::before", "::after"]) {
                    const style = getComputedStyle(element, pseudo), name = element.className.baseVal ?? element.className;
                    if (long(style.transitionDuration)) found.push(`changes slowly: ${name || element.nodeName}`);
                    if (style.animationName !== "none" && long(style.animationDuration)) found.push(`moves: ${name || element.nodeName}`);
                }
                if (getComputedStyle(element).scrollBehavior === "smooth") found.push(`scrolls smoothly: ${element.nodeName}`);
            }
            return [...new Set(found)].slice(0, 10);
        }"""
    )


def contrasting(visit, charts):
    """With forced colours, the charts and the selected time range are still visible, in the visitor's colours only."""
    found = visit.page.evaluate(
        """() => {
            const probe = document.body.appendChild(document.createElement("i"));
            const colours = ["Canvas", "CanvasText", "Highlight"].map(name => {
                probe.style.color = name;
                return getComputedStyle(probe).color;
            });
            probe.remove();
            const found = new Set();
            for (const part of document.querySelectorAll("svg :is(path, rect, circle, text)")) {
                const { fill, stroke } = getComputedStyle(part), drawn = part.classList[0] ?? part.nodeName;
                // Black is the fill of an open path, which shows none.
                for (const colour of part.matches("path") && fill === "rgb(0, 0, 0)" ? [stroke] : [fill, stroke]) {
                    if (colour === "none" || colours.includes(colour)) continue;
                    found.add(`${colour}: ${part.ownerSVGElement.classList[0]} ${drawn}`);
                }
            }
            return [...found];
        }"""
    )
    for chart in charts:
        colours = visit.colours(chart)
        if sum(sorted(colours.values())[:-1]) < 0.01 * sum(colours.values()):
            found.append(f"not visible: {chart}")
    borders = visit.page.evaluate(
        """() => [...document.querySelectorAll("input[name=range]")].map(input => {
            const style = getComputedStyle(input.labels[0]);
            return [input.checked, style.borderBottomColor + style.backgroundColor + style.color];
        })"""
    )
    if {look for checked, look in borders if checked} & {look for checked, look in borders if not checked}:
        found.append("the selected time range looks like the others")
    return found
