"""Checks of an open page. Each function returns its findings as texts, or an empty list."""

import json

# Invisible shifts: a tenth of the limit for a good CLS (0.1).
MOST_SHIFT = 0.01


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
    """No name is truncated. Very long names may be, so check users who have none."""
    return visit.page.evaluate(
        """() => [...document.body.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element);
            return ["hidden", "clip"].includes(style.overflowY) && style.clipPath === "none"
                && !(element instanceof SVGElement)
                // Letters may extend beyond a tight line; a whole extra line is unreadable.
                && element.scrollHeight > element.clientHeight + 0.6 * parseFloat(style.fontSize);
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
    if lists != ["short", "medium", "long"]:
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
    """With forced colours, the charts and the selected time range are still visible."""
    found = []
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
