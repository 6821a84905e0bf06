"""What a campaign file says, and which gaps each of its sentences may have."""

from collections.abc import Collection, Mapping

from service.domain.campaign import Position, Wording
from service.domain.document import Table
from service.domain.template import Template
from service.domain.words import Language

CALL_TEXTS: Mapping[str, frozenset[str]] = {
    "ask_zip": frozenset({"org"}),
    "ask": frozenset(),
    "next_step": frozenset(),
}
INFO_TEXTS: Mapping[str, frozenset[str]] = {"info": frozenset({"org"})}
INTRO_FIELDS = frozenset({"org"})
SCRIPT_FIELDS = frozenset({"senator", "last", "state", "org"})
OPT_IN_FIELDS = frozenset({"org", "terms"})

ASK_LENGTH = 110
_NOT_SAID = Template("")


def info_wording(root: Table) -> Mapping[Language, Wording]:
    """The one answer of a campaign that takes no calls."""
    texts = root.table("text")
    wording = {
        language: Wording(_texts(texts.table(language), INFO_TEXTS), _NOT_SAID, {}, _NOT_SAID)
        for language in Language
    }
    texts.close()
    return wording


def call_wording(root: Table, positions: Collection[Position]) -> Mapping[Language, Wording]:
    """The texts, spoken words and opt-in wording of a campaign that takes calls."""
    texts, voices, opt_ins = root.table("text"), root.table("voice"), root.table("opt_in")
    wording = {}
    for language in Language:
        voice = voices.table(language)
        wording[language] = Wording(
            texts=_texts(texts.table(language), CALL_TEXTS),
            intro=voice.template("intro", INTRO_FIELDS),
            scripts=_scripts(voice.table("script"), positions),
            opt_in=_opt_in(opt_ins.table(language)),
        )
        voice.close()
    for table in (texts, voices, opt_ins):
        table.close()
    return wording


def _texts(table: Table, keys: Mapping[str, frozenset[str]]) -> Mapping[str, Template]:
    texts = {key: table.template(key, allowed) for key, allowed in keys.items()}
    if "ask" in texts:
        table.short("ask", texts["ask"].source, ASK_LENGTH)
    table.close()
    return texts


def _scripts(table: Table, positions: Collection[Position]) -> Mapping[Position, Template]:
    scripts = {}
    for position in Position:
        if position in positions:
            scripts[position] = table.template(position, SCRIPT_FIELDS)
        elif table.has(position):
            table.template(position, SCRIPT_FIELDS)
            table.fault(position, f"never said: [positions] names no {position}")
    table.close()
    return scripts


def _opt_in(table: Table) -> Template:
    wording = table.template("wording", OPT_IN_FIELDS)
    for name in sorted(OPT_IN_FIELDS - wording.fields) if wording.source else ():
        table.fault("wording", f"must say {{{name}}}: people agree to somebody's terms")
    for word in ("HELP", "STOP"):
        if wording.source and word not in wording.source:
            table.fault("wording", f"must say how to get {word}")
    table.close()
    return wording
