"""What each sheet shows, counted by eye on the small catalogue."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from overlap import knowledge, wording
from overlap.analysis.policy import Policy
from overlap.analysis.study import settings
from overlap.knowledge.records import fill
from overlap.model import (
    CoverageCell,
    Findings,
    Gap,
    GapKind,
    Group,
    PairKind,
    Part,
    Reading,
    Role,
    Sensitivity,
    Status,
    Tier,
    Understanding,
)
from overlap.report import measure, workbook
from overlap.report.labels import Labels
from overlap.report.phrases import joined
from overlap.report.sheets import coverage, data, explained, firmness, front, gaps, overlaps, register
from overlap.report.story import Story
from overlap.report.tables import Edition, Mark, Sheet, Tone, Value
from overlap.report.voice import Voice


@pytest.fixture
def story(findings: Findings, voice: Voice, edition: Edition) -> Story:
    return Story(findings, voice, edition)


def sheet(sheets: tuple[Sheet, ...], title: str) -> Sheet:
    return next(one for one in sheets if one.title == title)


def column(found: Sheet, heading: str) -> list[Value]:
    at = [one.heading for one in found.table.columns].index(heading)
    return [row[at] for row in found.table.rows]


def test_the_front_page_gives_the_base_of_its_figures(sheets: tuple[Sheet, ...]) -> None:
    front = sheets[0]
    assert front.lines[0] == (
        'Grundlag: 4 indsatser, heraf 1 partnerskabsaftale, læst fra arket "Bilag B" i bilag.xlsx.'
    )
    assert column(front, "Grundlag")[0] == "4 indsatser, som kan sættes sammen til 6 par"
    assert column(front, "Svar")[0] == (
        "1 par indsatser er flaget: 1 sandsynligt. 1 ligger mellem forskellige afdelinger."
    )


def front_answer(found: Findings, topic: str, voice: Voice, edition: Edition) -> Value:
    """What the front page says on `topic`, or nothing where it has no such line."""
    page = front.sheet(Story(found, voice, edition))
    return dict(zip(column(page, "Emne"), column(page, "Svar"), strict=True)).get(topic)


def test_pairs_that_share_a_department_are_not_between_departments(
    findings: Findings, voice: Voice, edition: Edition
) -> None:
    """MBU against MBU and MSB: told apart, and not among those between different departments."""
    one, other, *rest = findings.catalogue.interventions
    both = replace(other, departments=("MBU", "MSB"))
    shared = replace(findings, catalogue=replace(findings.catalogue, interventions=(one, both, *rest)))
    assert front_answer(shared, "Overlap i alt", voice, edition) == (
        "1 par indsatser er flaget: 1 sandsynligt. Ingen ligger mellem forskellige afdelinger, "
        "og 1 ligger i flere afdelinger, hvor mindst én er fælles."
    )


def test_an_intervention_that_has_ended_says_so_where_it_is_named(
    findings: Findings, voice: Voice, edition: Edition
) -> None:
    one, *rest = findings.catalogue.interventions
    ended = (replace(one, status=Status.ENDED), *rest)
    story = Story(replace(findings, catalogue=replace(findings.catalogue, interventions=ended)), voice, edition)
    assert (story.name("1"), story.name("2")) == ("1 Modige børn (ophørt)", "2 Fri af angst")


def test_the_places_of_a_group_that_counts_families_too_have_no_sum(
    findings: Findings, voice: Voice, edition: Edition
) -> None:
    group = Group(("1", "2", "3"), ("angst",), 0, 3, 30, 0)
    for same, told in ((True, "30"), (False, "Kan ikke lægges sammen: nogle tæller familier, forældre eller andre")):
        found = replace(findings, groups=(replace(group, same_unit=same),))
        assert firmness.groups(Story(found, voice, edition)).table.rows[0][-1] == told


def test_two_in_the_same_department_lie_between_none(findings: Findings, voice: Voice, edition: Edition) -> None:
    one, other, *rest = findings.catalogue.interventions
    same = replace(
        findings,
        catalogue=replace(findings.catalogue, interventions=(one, replace(other, departments=("MBU",)), *rest)),
    )
    assert front_answer(same, "Overlap i alt", voice, edition) == (
        "1 par indsatser er flaget: 1 sandsynligt. Ingen ligger mellem forskellige afdelinger."
    )


def test_fragmentation_is_counted_apart(findings: Findings, voice: Voice, edition: Edition) -> None:
    """METHOD 2.2: the same problem in different departments with other help is no overlap."""
    split = replace(findings.pairs[0], kind=PairKind.FRAGMENTATION)
    found = replace(findings, pairs=(split, *findings.pairs[1:]))
    assert "Af dem er 1 en opsplitning: samme problem" in str(front_answer(found, "Overlap i alt", voice, edition))
    assert "heraf 1 opsplitning" in str(front_answer(found, "Overlap: angst", voice, edition))


def test_the_nearest_pair_of_a_theme_has_it_as_main_theme(findings: Findings, voice: Voice, edition: Edition) -> None:
    """A pair that scores higher but only takes the theme in is counted, and is not the nearest."""
    beside = replace(findings.pairs[0], a="3", b="4", score=95.0)
    found = replace(findings, pairs=(beside, *findings.pairs))
    assert front_answer(found, "Overlap: angst", voice, edition) == (
        "2 par er flaget: 2 sandsynlige. I 1 af dem er temaet hovedtema hos mindst den ene. "
        "Tættest blandt disse ligger 1 Modige børn og 2 Fri af angst."
    )


def test_all_pairs_of_a_theme_are_not_counted_twice(findings: Findings, voice: Voice, edition: Edition) -> None:
    """Two of two is said as all of them."""
    found = replace(findings, pairs=(findings.pairs[0], replace(findings.pairs[0], a="1", b="3")))
    assert "I dem alle er temaet hovedtema" in str(front_answer(found, "Overlap: angst", voice, edition))


def test_no_pair_is_nearest_where_none_has_the_main_theme(findings: Findings, voice: Voice, edition: Edition) -> None:
    found = replace(findings, pairs=(replace(findings.pairs[0], a="3", b="4"),))
    assert front_answer(found, "Overlap: angst", voice, edition) == (
        "1 par er flaget: 1 sandsynligt. Ingen af dem har temaet som hovedtema."
    )


def test_the_front_page_says_how_firm_its_number_is(findings: Findings, voice: Voice, edition: Edition) -> None:
    """The line lower and higher; nothing is said where it was not tried."""
    tried = (Sensitivity("line", 1), Sensitivity("line-5", 3), Sensitivity("line+5", 0), Sensitivity("problem-20", 2))
    found = replace(findings, sensitivity=tried)
    assert front_answer(found, "Usikkerhed", voice, edition) == (
        "Ved en linje 5 point lavere ville tallet være 3 par, ved 5 point højere ingen par. "
        "Tærsklen er ikke kalibreret på lokale mærkninger."
    )
    assert front_answer(findings, "Usikkerhed", voice, edition) is None


def test_the_front_page_quotes_what_the_workbook_says_of_itself(sheets: tuple[Sheet, ...]) -> None:
    assert sheets[0].lines[1] == 'I regnearket står der: "Skema (konstrueret eksempeldata)"'


def test_every_sheet_the_front_page_points_to_exists(sheets: tuple[Sheet, ...]) -> None:
    assert set(column(sheets[0], "Se arket")) <= {one.title for one in sheets}


def test_sheet_titles_are_ones_that_excel_takes(sheets: tuple[Sheet, ...]) -> None:
    """Unique whatever the case, at most 31 characters, none of []:*?/\\ (Excel's own rules)."""
    titles = [one.title for one in sheets]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert [title for title in titles if len(title) > 31 or set(title) & set("[]:*?/\\")] == []


def test_no_word_on_paper_is_broken(sheets: tuple[Sheet, ...]) -> None:
    """Room for the longest word of every column, and for that of its heading beside the button of the filter."""
    for one in sheets:
        for at, found in enumerate(workbook.roomy(one.table)):
            free = found.width - workbook.INDENT
            heading = measure.wrapped(found.heading, free - workbook.FILTER, bold=True)
            assert " ".join(heading) == found.heading, one.title
            for row in one.table.rows:
                text = " ".join(str(row[at] if isinstance(row[at], str) else "").split())
                if all(len(word) <= workbook.WHOLE for word in text.split()):
                    assert " ".join(measure.wrapped(text, free)) == text, one.title


def test_headings_of_a_table_are_unique(sheets: tuple[Sheet, ...]) -> None:
    for one in sheets:
        headings = [found.heading.casefold() for found in one.table.columns]
        assert len(set(headings)) == len(headings), one.title


def test_a_chain_is_not_counted_as_an_overlap(sheets: tuple[Sheet, ...]) -> None:
    assert column(sheet(sheets, "Overlap angst"), "Indsats A") == ["1 Modige børn"]
    assert column(sheet(sheets, "Forløbskæder"), "Indsats A") == ["2 Fri af angst"]


def test_a_theme_without_overlaps_says_so(sheets: tuple[Sheet, ...]) -> None:
    found = sheet(sheets, "Overlap autisme")
    assert found.table.rows == ()
    assert found.lines[0] == "Ingen par er flaget som overlap."


def test_serving_a_theme_names_roles_words_and_cells(sheets: tuple[Sheet, ...]) -> None:
    """Main theme first, then who turns it away, and last who merely mentions it."""
    found = sheet(sheets, "Tilbud spiseforstyrrelse")
    assert column(found, "Rolle") == ["Hovedtema", "Ikke målgruppe", "Nævnt, men ikke målgruppe"]
    assert (column(found, "Ordene i regnearket")[2], column(found, "Celle")[2]) == ("anoreksi", "F8")


def test_an_ended_intervention_serves_nobody_but_is_shown(findings: Findings, voice: Voice, edition: Edition) -> None:
    *others, third, last = findings.catalogue.interventions
    every = (*others, replace(third, status=Status.ENDED), last)
    story = Story(replace(findings, catalogue=replace(findings.catalogue, interventions=every)), voice, edition)
    theme = findings.themes[2]
    assert column(gaps.serving(theme, 1, story), "Rolle")[0] == "Hovedtema (ophørt)"
    assert story.with_role(theme, Role.PRIMARY) == ()


@pytest.mark.parametrize(
    ("codes", "joined_up"),
    [
        (["6-9", "10-12"], ["6-12"]),
        (["18-24", "25-30", "13-15", "16-17"], ["13-30"]),
        (["0-5", "10-12"], ["0-5", "10-12"]),
        (["17/18", "6-9"], ["6-9", "17/18"]),
        ([], []),
    ],
    ids=["two", "out of order", "apart", "a change of age", "none"],
)
def test_bands_that_follow_on_are_told_as_one(codes: list[str], joined_up: list[str]) -> None:
    assert joined(codes) == joined_up


MARKS = {
    "several": ([("1", "2")], None, Mark("2", Tone.COVERED)),
    "one, where that is thin": ([("1",)], GapKind.THIN, Mark("Tyndt: 1", Tone.THIN)),
    "one, where that is no gap": ([("1",)], None, Mark("1", Tone.COVERED)),
    "two of one provider": ([("1", "2")], GapKind.THIN, Mark("Tyndt: 2", Tone.THIN)),
    "none, where that is a gap": ([()], GapKind.NO_OFFER, Mark("Hul", Tone.MISSING)),
    "none, where that is no gap": ([()], None, Mark("Ingen", Tone.OUTSIDE)),
    "none, and one of unstated ages": ([()], GapKind.NOT_STATED, Mark("Uafklaret", Tone.OUTSIDE)),
    "another kind of gap": ([("1",)], GapKind.VULNERABLE, Mark("1", Tone.COVERED)),
    "the same one in two departments": ([("1",), ("1",)], None, Mark("1", Tone.COVERED)),
}


@pytest.mark.parametrize(("primary", "gap", "mark"), MARKS.values(), ids=MARKS.keys())
def test_a_field_of_the_map_agrees_with_the_gaps(
    primary: list[tuple[str, ...]], gap: GapKind | None, mark: Mark, findings: Findings, voice: Voice, edition: Edition
) -> None:
    found = (Gap(gap, "angst", "6-9"),) if gap else ()
    story = Story(replace(findings, gaps=found), voice, edition)
    cells = [CoverageCell("angst", "6-9", f"afdeling {at}", ids, ()) for at, ids in enumerate(primary)]
    assert coverage.age_mark("angst", "6-9", cells, story) == mark


def test_a_field_where_no_offer_can_be_is_no_gap(story: Story) -> None:
    cells = [CoverageCell("angst", "6-9", "MBU", (), (), possible=False)]
    assert coverage.age_mark("angst", "6-9", cells, story) == Mark("Ikke muligt", Tone.OUTSIDE)


def test_every_gap_in_the_map_is_on_a_sheet_of_gaps(sheets: tuple[Sheet, ...]) -> None:
    """The word "Hul" stands as often in the map as gaps of that kind are listed."""
    marks = [value for row in sheet(sheets, "Dækning alder").table.rows for value in row if isinstance(value, Mark)]
    listed = column(sheet(sheets, "Huller spiseforstyrrelse"), "Slags")
    assert [mark.tone for mark in marks].count(Tone.MISSING) == listed.count("Intet tilbud") == 1
    assert [mark.tone for mark in marks].count(Tone.THIN) == listed.count("Tyndt tilbud") == 1


def test_problems_come_with_the_worst_first(sheets: tuple[Sheet, ...]) -> None:
    found = sheet(sheets, "Dataproblemer")
    assert column(found, "Alvor") == ["Fejl", "Advarsel"]
    assert column(found, "Celle") == ["G9", "G8"]


def test_what_was_read_is_told_before_the_problems(findings: Findings, voice: Voice) -> None:
    (found,) = register.checked(findings.catalogue, voice.words)
    assert found.lines[:2] == (
        '4 indsatser er læst fra arket "Bilag B" i bilag.xlsx; overskrifterne står i række 4.',
        "Kolonner, der er forstået: Indsats (B4).",
    )


def test_settings_are_printed_by_name(sheets: tuple[Sheet, ...], findings: Findings) -> None:
    found = sheet(sheets, "Metode")
    assert ("Grænse for sandsynligt", "70", "Foreløbig linje.") in found.table.rows
    assert ("Filens fingeraftryk (SHA-256)", "ab" * 32, "") in found.table.rows


def test_any_pairs_and_any_gaps_can_be_listed(story: Story) -> None:
    pairs = overlaps.listed(story.findings.pairs, story, of=2)
    assert (len(pairs.table.rows), pairs.lines[0]) == (2, "2 par.")
    assert overlaps.listed((), story, of=0).lines == ("Ingen par er flaget.",)
    assert [one.title for one in gaps.listed(story.findings.gaps, story)] == ["Huller: spiseforstyrrelse"]
    assert gaps.listed((), story)[0].lines == ("Ingen huller er fundet.",)


@pytest.mark.parametrize("most", [0, 1])
def test_a_list_of_the_first_pairs_says_of_how_many(story: Story, most: int) -> None:
    """Also where none is asked for: that none is flagged would be wrong."""
    pairs = overlaps.listed(story.findings.pairs[:most], story, of=2)
    assert len(pairs.table.rows) == most
    assert pairs.lines[0] == f"Listen viser {most} af 2 par, højeste score først."
    assert "Ingen par er flaget." not in pairs.lines


def test_themes_of_each_intervention_stand_by_role(story: Story) -> None:
    rows = register.themes(story).table.rows
    assert [row[2:] for row in rows] == [
        ("Angst", "", ""),
        ("Angst", "", "Spiseforstyrrelse"),
        ("Spiseforstyrrelse", "Angst", ""),
        ("", "", ""),
    ]


def test_facets_are_told_in_words(story: Story) -> None:
    found = data.facets(story)
    assert found.table.rows[0][2:] == ("Angst", "", "", "Tidlig indsats", "")


def test_a_pair_is_explained_part_by_part(story: Story) -> None:
    """Points are level times weight; a field that is empty on one side is said to be."""
    parts = (
        Part("problem", 0.5, 40.0, values={"shared": "angst"}),
        Part("ages", 0.3, 22.0, known=False, values={"a": "7-12", "b": ""}),
        Part("boundary", 1.0, -8.0),
    )
    pair = replace(story.findings.pairs[0], score=81.4, tier=Tier.LIKELY, kind=PairKind.OVERLAP, parts=parts)
    found, evidence = explained.sheets(pair, 62, story)
    assert found.heading == "1 Modige børn og 2 Fri af angst"
    assert found.lines[0] == "Score 81,4 af 100: sandsynligvis et overlap. Par flages fra 62."
    assert [row[:3] for row in found.table.rows] == [
        ("Problem", 20.0, 40.0),
        ("Alder", 6.6, 22.0),
        ("Afgrænser sig", -8.0, -8.0),
    ]
    assert [row[5] for row in found.table.rows] == ["Angst", "Ikke oplyst hos den ene eller begge", ""]
    assert found.lines[2] == "Mest vejer problem med 20 point. Parret ligger 19,4 point over linjen."
    assert {row[0] for row in evidence.table.rows} <= {"1 Modige børn", "2 Fri af angst"}


@pytest.mark.parametrize(
    ("language", "tier", "said"),
    [
        ("da", Tier.LIKELY, "sandsynligvis en dobbeltdækning"),
        ("da", Tier.POSSIBLE, "muligvis en dobbeltdækning"),
        ("en", Tier.POSSIBLE, "possibly a duplication"),
    ],
    ids=["likely", "possible", "English"],
)
def test_how_sure_a_duplication_is_stands_once(language: str, tier: Tier, said: str, findings: Findings) -> None:
    """ "Possible duplication" is its name in lists; beside the tier that would say possible twice."""
    story = Story(findings, Voice(wording.load(language), Labels({})), Edition(date(2024, 6, 18), "0.1.0"))
    pair = replace(findings.pairs[0], score=81.4, tier=tier, kind=PairKind.DUPLICATION)
    told = explained.sheets(pair, 49, story)[0].lines[0]
    assert f": {said}. " in told


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_kind_and_tier_of_a_pair_can_be_told(language: str) -> None:
    told = wording.load(language).report.explained
    assert {kind.value for kind in PairKind} == set(told.kinds)
    assert {tier.value for tier in Tier} == set(told.tiers)


def test_a_rule_is_told_by_its_name(story: Story) -> None:
    """A rule without a name stands for itself, so that nothing is hidden."""
    findings = replace(story.findings, understanding=_ruled(story.findings, "one_of_several", "my_own_rule"))
    told = [row[6] for row in data.themes(replace(story, findings=findings)).table.rows]
    assert told == ["Et af flere problemer i målgruppen", "my_own_rule"]


def _ruled(findings: Findings, *rules: str) -> dict[str, Understanding]:
    """Each of the first interventions with one reading, by one rule."""
    told = {key: replace(one, themes={}) for key, one in findings.understanding.items()}
    for key, rule in zip(told, rules, strict=False):
        told[key] = replace(told[key], themes={"angst": Reading(Role.SECONDARY, rule)})
    return told


def test_a_pair_under_the_line_is_told_what_it_lacks(story: Story) -> None:
    """The part with most room left, and how far the line is."""
    parts = (Part("problem", 0.5, 40.0, values={"shared": "angst"}), Part("ages", 0.9, 20.0), Part("level", 1.0, -4.0))
    pair = replace(story.findings.pairs[0], score=34.0, tier=Tier.NONE, kind=PairKind.NONE, parts=parts)
    told = explained.sheets(pair, 49, story)[0].lines[2]
    assert told == "Parret mangler 15 point til linjen. Mest kunne problem give: op til 20 point mere."


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_setting_has_a_name(language: str) -> None:
    """No key of the policy is printed raw on the sheet of the method."""
    names = wording.load(language).report.method.settings
    policy = fill(Policy, knowledge.read("policy"), "policy")
    named = {key: register.setting(key, names) for key, _ in settings(policy)}
    assert [key for key, name in named.items() if "." in name or "_" in name] == []
    assert len(set(named.values())) == len(named)
