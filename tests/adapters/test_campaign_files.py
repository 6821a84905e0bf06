"""Whatever is wrong with a campaign file is told by file, key and reason, all at once."""

import os
import re
from pathlib import Path

import pytest

from service.adapters.campaign_files import (
    CampaignFaults,
    examine,
    load_campaigns,
    read_campaign,
    revision_of,
)
from service.domain.campaign import NONE_TAKES_CALLS

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "campaigns"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A directory with one sound campaign, to be broken by a test."""
    write(tmp_path, shipped("s54"))
    return tmp_path


def shipped(slug: str) -> str:
    return (SHIPPED / f"{slug}.toml").read_text(encoding="utf-8")


def write(directory: Path, text: str, name: str = "s54.toml") -> Path:
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(directory: Path) -> list[str]:
    """All faults, without the directory in front of them."""
    return [str(fault).removeprefix(f"{directory}/") for fault in examine(directory)[1]]


def edited(directory: Path, old: str, new: str) -> list[str]:
    """The faults after one passage of the sound campaign has been replaced."""
    source = shipped("s54")
    assert old in source
    write(directory, source.replace(old, new, 1))
    return faults(directory)


def test_a_sound_directory_has_no_faults(directory: Path) -> None:
    assert faults(directory) == []
    assert load_campaigns(directory).default.slug == "s54"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('slug = "s54"', 'slug = "S 54"', "slug: 'S 54' is malformed"),
        ('slug = "s54"', 'slug = "../etc"', "slug: '../etc' is malformed"),
        ('slug = "s54"', "", "slug: missing"),
        ("order = 1", "order = true", "order: must be a whole number from 0 to 9999"),
        ("order = 1", 'order = "1"', "order: must be a whole number"),
        ("order = 1", "order = -1", "order: must be a whole number"),
        ('kind = "call"', 'kind = "calls"', "kind: must be one of call, info"),
        ("[hours]", "colour = 1\n[hours]", "opt_in.es.colour: unknown key"),
        ("[hours]", "[hrs]", "hrs: unknown key; this table has bill, hours, keywords"),
        ("[text.es]", "[text.fr]", "text.es: missing"),
        ("[text.es]", "[text.fr]", "text.fr: unknown key; this table has en, es"),
        ("[voice.es.script]", "[voice.es.skript]", "voice.es.script: missing"),
        ('es = "Ley para', 'it = "Ley para', "title.es: missing"),
        ('es = "Ley para', 'es = "Esta es la Ley para', "title.es: 55 characters long; at most 45"),
        ("congress = 115", 'congress = "115th"', "bill.congress: must be a whole number"),
        ("congress = 115", "congress = 0", "bill.congress: must be a whole number"),
        ('number = "S.54"', 'number = " "', "bill.number: must be a text, and not an empty one"),
        ('en = "Would have', 'de = "Would have', "bill.summary.en: missing"),
        ('"senate"', '"house"', "targets.chamber: must be one of senate"),
        ('"committee-first"', '"alphabet"', "targets.order: must be one of class, committee-first"),
        ('sponsor = ["B001288"]', 'sponsor = ["Booker"]', "positions.sponsor: 'Booker' is malform"),
        ('sponsor = ["B001288"]', "sponsor = []", "positions.sponsor: must be a list of texts"),
        ('sponsor = ["B001288"]', 'sponsor = "B001288"', "positions.sponsor: must be a list"),
        ('sponsor = ["B001288"]', 'sponsor = ["W000817"]', "positions.cosponsor: W000817 is the"),
        ('sponsor = ["B001288"]', "", "voice.en.script.sponsor: never said: [positions] names no"),
        ('"W000817", ', '"W000817", "W000817", ', "positions.cosponsor: W000817 is listed twice"),
        ('committee = "SSJU"', 'committee = "HSJU"', "positions.committee: 'HSJU' is malformed"),
        ("\nnone = ", "\nnobody = ", "voice.en.script.none: missing"),
        ("\nnone = ", "\nnobody = ", "voice.en.script.nobody: unknown key"),
        ("I ask Senator {last} to support", "I ask Senator {foo} to support",
         "voice.en.script.none: unknown placeholder {foo}; use one of {last}, {org}, {senator}"),
        ("{org}: help bring", "{org.name}: help bring", "text.en.ask_zip: “{org.name}"),
        ('ask = "support', 'ask = "support {org}', "text.en.ask: unknown placeholder {org}; this"),
        ('ask = "support', f'ask = "{"x" * 30} support', "text.en.ask: 122 characters long; at mo"),
        ("Terms and privacy: {terms}", "No terms.", "opt_in.en.wording: must say {terms}"),
        ("STOP to stop. Terms", "Terms", "opt_in.en.wording: must say how to get STOP"),
        ('ring_from = "08:00"', 'ring_from = "8 am"', "hours.ring_from: must be a time from 08:00"),
        ('ring_from = "08:00"', 'ring_from = "07:59"', "hours.ring_from: must be a time from 08:"),
        ('ring_to = "21:00"', 'ring_to = "08:00"', "hours.ring_to: must be later than ring_from"),
        ('next_step = "Next', 'next_step = "\\u0000Next', "text.en.next_step: holds an invis"),
        ('["S54",', '["S54\\u0007",', "keywords.en: must be a list of texts"),
        ("[title]\n", "title = 3\n[titles]\n", "title: must be a table"),
    ],
)  # fmt: skip
def test_a_broken_value_is_named_with_its_cure(
    directory: Path, old: str, new: str, fault: str
) -> None:
    assert any(found.startswith(f"s54.toml: {fault}") for found in edited(directory, old, new))


@pytest.mark.parametrize(
    ("keyword", "reason"),
    [
        ("!?", "has no letter or digit"),
        ("05401", "would be taken for a ZIP code"),
        ("05401-1234", "would be taken for a ZIP code"),
        ("2", "would be taken for the number of a choice"),
        ("Stop!", "is a word that means the same in every campaign"),
        ("pare", "is a word that means the same in every campaign"),
        ("REMOVE ME", "is how people say that they want no more texts"),
        ("no soy juan", "is how people say that they want no more texts"),
        ("where", "is a word that means the same in every campaign"),
        ("Dejar fila", "is a word that means the same in every campaign"),
        ("3PM", "would be taken for a time to be rung at"),
        ("es", "is a word that means the same in every campaign"),
        ("HI", "is how people answer which state they live in"),
        ("K" * 16, "is long to type"),
        ("familias", "is a keyword of the other language too"),
    ],
)
def test_a_keyword_that_means_something_else_is_refused(
    directory: Path, keyword: str, reason: str
) -> None:
    found = edited(directory, 'en = ["S54",', f'en = ["{keyword}",')
    language = "es" if reason.endswith("language too") else "en"
    assert any(fault.startswith(f"s54.toml: keywords.{language}: “") for fault in found)
    assert any(reason in fault for fault in found)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Next step: ask", "Next step — ask", "text.en.next_step: — more than halves"),
        ('en = "Protect', 'en = "“Protect', "title.en: “ more than halves"),
        ("Next step: ask", "Next step: " + "really " * 20 + "ask", "text.en.next_step: 4 segments"),
        ("Próximo paso:", "Próximo paso: " + "muy " * 25, "text.es.next_step: 7 segments ("),
        ("ayude a revivir", "ayude " * 16 + "a revivir", "text.es.ask_zip: 6 segments ("),
    ],
)
def test_a_text_that_outgrows_its_segments_is_refused(
    directory: Path, old: str, new: str, fault: str
) -> None:
    found = edited(directory, old, new)
    assert len(found) == 1
    assert found[0].startswith(f"s54.toml: {fault}")


def test_every_fault_is_told_at_once(directory: Path) -> None:
    found = edited(directory, 'slug = "s54"\norder = 1', 'slug = ""\norder = "first"')
    assert len(found) == 2
    with pytest.raises(CampaignFaults) as caught:
        load_campaigns(directory)
    assert len(str(caught.value).splitlines()) == 2


def test_faults_of_form_keywords_texts_and_other_files_are_told_together(directory: Path) -> None:
    source = shipped("s54").replace("order = 1", "order = 'first'")
    source = source.replace('["S54",', '["STOP", "S54",').replace(
        "Next step: ask", "Next step — ask"
    )
    source = source.replace("I ask Senator {last} to support", "I ask Senator {foo}", 1)
    write(directory, source, "zz.toml")
    write(directory, "slug = [", "aa.toml")
    found = faults(directory)
    for start in (
        "aa.toml: not TOML",
        "zz.toml: order: must be a whole number",
        "zz.toml: voice.en.script.none: unknown placeholder {foo}",
        "zz.toml: keywords.en: “STOP” is a word that means the same in every campaign",
        "zz.toml: text.en.next_step: — more than halves",
        f"zz.toml: slug: s54 is the slug of {directory}/s54.toml too",
        f"zz.toml: keywords.es: familias is a keyword of {directory}/s54.toml too",
    ):
        assert any(fault.startswith(start) for fault in found), (start, found)
    assert [fault[:2] for fault in found] == sorted(fault[:2] for fault in found)


def test_an_unknown_kind_does_not_drag_other_faults_along(directory: Path) -> None:
    assert len(edited(directory, 'kind = "call"', 'kind = "cal"')) == 1


def test_an_answer_has_no_use_for_scripts(directory: Path) -> None:
    write(directory, shipped("platform") + '[voice.en]\nintro = "Hi"\n', "platform.toml")
    assert faults(directory) == [
        "platform.toml: voice: unknown key; this table has keywords, kind, order, slug, text, title"
    ]


def test_two_files_must_not_share_a_slug_or_a_keyword(directory: Path) -> None:
    write(directory, shipped("s54"), "copy.toml")
    both = [
        f"keywords.{language}: {keyword} is a keyword of {directory}/copy.toml too; change one"
        for language, keyword in (
            *(("en", "s54"), ("en", "families")),
            *(("es", "familias"), ("es", "familia")),
        )
    ]
    slug = f"slug: s54 is the slug of {directory}/copy.toml too; give one another"
    assert faults(directory) == [f"s54.toml: {fault}" for fault in (slug, *both)]
    write(directory, shipped("s54").replace('slug = "s54"', 'slug = "other"'), "copy.toml")
    assert faults(directory) == [f"s54.toml: {fault}" for fault in both]


def test_somebody_has_to_take_calls(tmp_path: Path) -> None:
    write(tmp_path, shipped("platform"))
    assert faults(tmp_path) == [f"{tmp_path}: {NONE_TAKES_CALLS}"]


def test_a_keyword_with_a_zip_behind_it_belongs_to_no_other_campaign(directory: Path) -> None:
    other = shipped("platform").replace('"PLATFORM"', '"S5405401"')
    write(directory, other, "other.toml")
    assert faults(directory) == [
        f"s54.toml: keywords.en: s5405401 of {directory}/other.toml reads as s54 with a ZIP behind "
        "it; change one"
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"slug = [", "not TOML: "),
        (b"", "slug: missing"),
        (b"order = " + b"9" * 5000, "not TOML: "),
        (b'slug = "\xff"', "not UTF-8 text, at byte 8"),
        (b'\xef\xbb\xbfslug = "s54"', "begins with a byte order mark"),
        (b"a = " + b"[" * 30_000, "nested too deeply"),
        (b"#" * 1_000_000, "is larger than the 64 kB"),
        (b"\x00\x01\x02", "not TOML: "),
    ],
)
def test_a_file_that_is_no_campaign_is_told_so(
    directory: Path, content: bytes, reason: str
) -> None:
    (directory / "zz.toml").write_bytes(content)
    assert any(fault.startswith(f"zz.toml: {reason}") for fault in faults(directory))


def test_only_regular_files_are_read(directory: Path) -> None:
    (directory / "a.toml").mkdir()
    (directory / "b.toml").symlink_to(directory / "nowhere")
    os.mkfifo(directory / "c.toml")
    assert faults(directory) == [
        "a.toml: is no regular file",
        "b.toml: is a link to nothing",
        "c.toml: is no regular file",
    ]


def test_a_link_to_a_campaign_is_as_good_as_the_file(directory: Path, tmp_path: Path) -> None:
    kept = tmp_path / "elsewhere"
    kept.mkdir()
    (directory / "s54.toml").rename(kept / "s54.txt")
    (directory / "s54.toml").symlink_to(kept / "s54.txt")
    assert faults(directory) == []


def test_hidden_and_foreign_files_are_left_alone(directory: Path) -> None:
    write(directory, "not a campaign", ".s54.toml")
    write(directory, "not a campaign", "README.md")
    assert faults(directory) == []


def test_a_directory_without_campaigns_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == [f"{tmp_path}: holds no campaign; add a NAME.toml file"]
    missing = tmp_path / "missing"
    assert faults(missing) == [f"{missing}: no such directory; set CAMPAIGNS_DIR to one"]
    assert "no such directory" in faults(write(tmp_path, ""))[0]


def test_hours_and_positions_may_be_left_out(directory: Path) -> None:
    source = shipped("dhs-funding")
    source = source[: source.index("[hours]")].replace('committee = "SSAP"', "")
    source = "\n".join(line for line in source.splitlines() if not line.startswith("committee"))
    write(directory, source.replace("[positions]", ""), "dhs-funding.toml")
    assert faults(directory) == []


def test_the_revision_is_named_after_the_bytes(directory: Path) -> None:
    campaign = read_campaign(directory / "s54.toml")
    assert campaign.revision == revision_of(shipped("s54"))
    write(directory, shipped("s54") + "\n")
    assert read_campaign(directory / "s54.toml").revision != campaign.revision


def test_reading_one_broken_file_raises_all_its_faults(tmp_path: Path) -> None:
    with pytest.raises(CampaignFaults, match="slug: missing"):
        read_campaign(write(tmp_path, 'kind = "info"'))


def test_the_documented_example_is_a_sound_campaign(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "campaigns.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    # The page shows the English half and says that the Spanish one is alike.
    halves = re.findall(r"^\[(?:text|voice|opt_in)\.en.*?(?=^\[|^#|\Z)", example, re.M | re.S)
    assert len(halves) == 4
    spanish = "".join(half.replace(".en", ".es", 1) for half in halves)
    write(tmp_path, f"{example}\n{spanish}", "rivers.toml")
    assert faults(tmp_path) == []
