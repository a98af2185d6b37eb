"""How does a picture stand alone in a file, without the desk's style sheet?"""

import re

_OPENING = re.compile(r"<svg\b[^>]*>")
# the colours and letters of the desk's charts (core/static/desk.css), spelled out: paper knows no variables
_LOOKS = (
    "svg{font-family:'Libertinus Serif',serif;font-size:17px;fill:#14213d}"
    ".tick,.small-text{fill:#4a5568}.strong{font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}"
    ".inverse{fill:#fff}.grid{stroke:#e4e8ef;stroke-width:1}.base{stroke:#10243c;stroke-width:2}"
    ".band-0{fill:#d3e0ee}.band-1{fill:#8fb0d4}.band-2{fill:#2d5f93}"
    ".median{fill:none;stroke:#fff;stroke-width:3}.line{fill:none;stroke:#1f4e79;stroke-width:2.5}"
    ".empty-line{stroke:#a3231a;stroke-width:2}.empty-word{fill:#8a1c13;font-weight:600}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    ".step{fill:#1f4e79}.whisker{stroke:#1f4e79;stroke-width:1.5}.bin{fill:#2f6fab;stroke:#fff}"
    ".behind{fill:none;stroke:#b5771d;stroke-width:2.5}"
    ".beside{fill:none;stroke:#b5771d;stroke-width:3;stroke-dasharray:9 5}"
    ".heat-0{fill:#f7fbff}.heat-1{fill:#d6e4f2}.heat-2{fill:#a9c7e3}.heat-3{fill:#74a4d0}.heat-4{fill:#2a5d96}"
    ".heat-5{fill:#10243c}.contour,.ring{fill:none;stroke:#e0a13a;stroke-width:3}"
    ".contour-under,.ring-under{fill:none;stroke:#14213d;stroke-width:6}"
    ".series-0{fill:#10243c}.series-1{fill:#2f6fab}.series-2{fill:#b5771d}.series-3{fill:#5b7f3a}"
    ".interval{fill:#d3e0ee}.own-word{fill:#1f4e79;font-weight:600}.own-stroke{stroke:#1f4e79;stroke-width:3}"
    ".official-ground{fill:#fbf5ee}.official-word{fill:#8a4b12;font-weight:600}"
    ".official-stroke{stroke:#8a4b12;stroke-width:2;stroke-dasharray:5 3}.official-point{fill:#fff;stroke:#8a4b12;stroke-width:2}"
    ".span{stroke:#7d8898}.title{font-size:20px;font-weight:600}"
    ".hatch-ground{fill:#eef0f4}.hatch-line{stroke:#b9c1ce;stroke-width:1.4}"
)


def for_paper(svg: str) -> str:
    """The same picture with its looks inside, for a file that stands alone."""
    return _OPENING.sub(lambda found: f"{found.group()}<style>{_LOOKS}</style>", svg, count=1)
