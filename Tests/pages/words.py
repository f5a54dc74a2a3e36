"""Checks of what an open page says. Each function returns its findings as texts, or an empty list."""


def label(visit):
    """The label of the temperament names the two axes whose dots are farthest out, and none near the middle."""
    return visit.page.evaluate(
        """() => {
            const words = { Explorer: /explor/, Replayer: /replay/, Wide: /wander/, Deep: /devot/, Fresh: /up-to-date/,
                            Timeless: /timeless|classicist/, Night: /night.owl/, Day: /daytime|early.bird/ };
            const label = document.querySelector(".label")?.textContent.toLowerCase(), found = [];
            if (label === undefined) return ["there is no label"];
            const axes = [...document.querySelectorAll(".axes li")].map(axis => {
                const [first, second] = [...axis.querySelectorAll(".ends > *")];
                const dot = parseInt(axis.querySelector(".here").getAttribute("d").slice(1));
                const reach = (160 - dot) / 152, end = reach > 0 ? first : second;
                const bold = [first, second].filter(end => end.nodeName === "B").map(end => end.textContent);
                return { end: end.textContent, away: Math.abs(reach), bold, between: /^In between/.test(axis.lastElementChild.textContent) };
            });
            for (const axis of axes) {
                // The place of a dot is rounded to a unit.
                if (axis.away < 0.145 && (axis.bold.length || !axis.between)) found.push(`in the middle, yet ${axis.bold}`);
                if (axis.away > 0.155 && axis.bold.join() !== axis.end) found.push(`toward ${axis.end}, yet ${axis.bold}`);
            }
            const out = axes.filter(axis => axis.bold.length).sort((one, other) => other.away - one.away);
            const named = axes.filter(axis => words[axis.end].test(label));
            if (named.length !== Math.min(2, out.length)) found.push(`"${label}" names ${named.length} of ${out.length}`);
            for (const axis of named) {
                if (!axis.bold.length || axis.away < (out[1] ?? out[0]).away - 0.04) found.push(`"${label}" names ${axis.end}`);
            }
            return found;
        }"""
    )


def repeated(visit):
    """In the months, what stays on top is told once, and a cover that is unknown is no letter."""
    return visit.page.evaluate(
        """() => {
            const found = [];
            for (const kind of [".pick:not(.song)", ".song"]) {
                let last = null;
                for (const month of document.querySelectorAll(".months li")) {
                    const link = month.querySelector(`${kind} .name`);
                    const key = link && (link.href ?? link.textContent);
                    if (key && key === last) found.push(`told twice: ${link.textContent}`);
                    last = key ?? last;
                }
            }
            for (const letter of document.querySelectorAll(".months .art")) found.push(`a letter: ${letter.textContent}`);
            return found;
        }"""
    )


def empty(visit):
    """Every section has a chart or a list, and what is missing is told in one line."""
    return visit.page.evaluate(
        """() => {
            const found = [], sections = [...document.querySelectorAll("main > section, main > .pair > section")];
            for (const section of sections) {
                if (!section.querySelector("svg, li, .scroll > table") && !/begins like this/.test(section.textContent)) {
                    found.push(`has nothing to say: ${section.querySelector("h2").textContent}`);
                }
            }
            // Not everybody has known years and albums.
            const others = sections.filter(section => !section.querySelector("#years, #albums"));
            const coming = document.querySelectorAll(".coming").length;
            if (coming !== (others.length < 7 ? 1 : 0)) found.push(`${others.length} sections and ${coming} lines of what follows`);
            return found;
        }"""
    )


def typed(visit):
    """Our own words have typographic quotes, and percentages have no space."""
    return visit.page.evaluate(
        """() => {
            const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                // Names and what a user wrote are theirs, and so is code.
                if (node.parentElement.closest("bdi, .bio, code, pre")) continue;
                const text = node.data.replace(/\\u2068.*?\\u2069/gs, "");
                if (/['"]|\\d %/.test(text)) found.push(`not typographic: ${text.trim().slice(0, 40)}`);
            }
            return found;
        }"""
    )


def marks(visit):
    """The fullest week has its time above it and the present one is an outline; no bar stands for a zero."""
    return visit.page.evaluate(
        """() => {
            const found = [], weeks = document.querySelector(".weeks");
            if (!/^[\\d,]+ (h|min)$/.test(weeks?.querySelector("text")?.textContent ?? "")) found.push("weeks without a unit");
            if (weeks?.querySelectorAll(".most").length !== 1) found.push("no fullest week");
            for (const chart of document.querySelectorAll(".bars")) {
                const bars = chart.querySelectorAll("rect").length;
                const counts = [...chart.querySelectorAll("text")].filter(text => /^[1-9]/.test(text.textContent)).length;
                if (bars !== counts) found.push(`${bars} bars for ${counts} counts`);
            }
            const radii = [...document.querySelectorAll(".clock circle")].map(ring => +ring.getAttribute("r"));
            if (Math.min(...radii) > 60) found.push("no inner ring");
            return found;
        }"""
    )
