"""Style sheet and script that every page carries: what a reader of pages has to look past."""

_BREAKPOINTS = (480, 640, 768, 960, 1200, 1440)
_SLOTS = ("masthead", "sidebar", "inline-1", "inline-2", "footer", "sticky")

_BASE = "body{font:17px/1.5 serif;margin:0;color:#222}header,footer{background:#f3f3f3;padding:1em}"
STYLES = _BASE + "".join(
    f"@media (min-width:{width}px){{main{{max-width:{width - 40}px;margin:0 auto}}"
    f".story h1{{font-size:{width // 30}px}}.related{{float:right;width:{width // 4}px}}"
    f".newsletter{{padding:{width // 80}px;border:1px solid #ccc}}}}"
    for width in _BREAKPOINTS
)
CONFIGURATION = "window.press=window.press||{};" + "".join(
    f'press["{slot}"]={{"slot":"{slot}","lazy":true,"sizes":[[{300 + 20 * index},250],[728,90]],'
    f'"refresh":{30 + index},"consent":["measure","store"],"label":"{slot}-box"}};'
    for index, slot in enumerate(_SLOTS)
)
