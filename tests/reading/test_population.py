"""Statistics Denmark's table as it comes: Danish and English, codes and words, totals and parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from overlap import wording
from overlap.errors import FileError
from overlap.reading.population import read_population

WORDS = """OMRÅDE;KØN;ALDER;CIVILSTAND;TID;INDHOLD
Aarhus;I alt;I alt;I alt;2025K1;100
Aarhus;I alt;0 år;I alt;2025K1;7
Aarhus;I alt;1 år;I alt;2025K1;8
Aarhus;Mænd;0 år;I alt;2025K1;4
"""
CODES = """OMRÅDE;KØN;ALDER;TID;INDHOLD
751;TOT;IALT;2025K1;100
751;TOT;0;2025K1;7
751;TOT;1;2025K1;8
"""
BOTH = """OMRÅDE;KØN;ALDER;TID;INDHOLD
751 Aarhus;TOT I alt;0 0 år;2025K1;7
751 Aarhus;TOT I alt;1 1 år;2025K1;8
"""
ENGLISH = """REGION,AGE,TIME,CONTENTS
Aarhus,"Age, total",2025Q1,100
Aarhus,0 years,2025Q1,7
Aarhus,1 year,2025Q1,8
"""
NO_TOTAL = """OMRÅDE;KØN;ALDER;TID;INDHOLD
Aarhus;Mænd;0 år;2025K1;4
Aarhus;Kvinder;0 år;2025K1;3
Aarhus;Mænd;1 år;2025K1;4
Aarhus;Kvinder;1 år;2025K1;4
"""
OLDER_TOO = """OMRÅDE;ALDER;TID;INDHOLD
Aarhus;0 år;2024K4;1
Aarhus;0 år;2025K1;7
Aarhus;1 år;2025K1;8
"""
BANDS_TOO = """OMRÅDE;ALDER;TID;INDHOLD
Aarhus;0-4 år;2025K1;999
Aarhus;0 år;2025K1;7
Aarhus;1 år;2025K1;8
"""
TWO_AREAS = """OMRÅDE;ALDER;TID;INDHOLD
751 Aarhus;0 år;2025K1;7
751 Aarhus;1 år;2025K1;8
101 København;0 år;2025K1;9
"""


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "FOLK1A.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WORDS, id="words"),
        pytest.param(CODES, id="codes"),
        pytest.param(BOTH, id="codes-and-words"),
        pytest.param(ENGLISH, id="english"),
        pytest.param(NO_TOTAL, id="sexes-added-up"),
        pytest.param(OLDER_TOO, id="newest-time"),
        pytest.param(BANDS_TOO, id="single-years-before-bands"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_same_people_however_the_table_is_asked_for(tmp_path: Path, text: str, encoding: str) -> None:
    """7 of age 0 and 8 of age 1."""
    found = read_population(table(tmp_path, text, encoding))
    assert [(one.low, one.high, one.count) for one in found.counts] == [(0, 0, 7), (1, 1, 8)]
    assert found.time.startswith("2025")


@pytest.mark.parametrize("area", ["Aarhus", "aarhus", "751", "751 Aarhus"])
def test_one_area_is_chosen_by_name_or_code(tmp_path: Path, area: str) -> None:
    """A table of the whole country can be read for one municipality."""
    assert sum(one.count for one in read_population(table(tmp_path, TWO_AREAS), area).counts) == 15


@pytest.mark.parametrize(
    ("text", "area", "code"),
    [
        pytest.param("", "", "population_ages", id="empty"),
        pytest.param("OMRÅDE;TID;INDHOLD\nAarhus;2025K1;9\n", "", "population_column", id="no-ages"),
        pytest.param("OMRÅDE;ALDER;TID;INDHOLD\nAarhus;I alt;2025K1;9\n", "", "population_ages", id="only-the-total"),
        pytest.param(TWO_AREAS, "", "population_area", id="which-area"),
        pytest.param(TWO_AREAS, "Odense", "population_area", id="area-not-there"),
        pytest.param("OMRÅDE;KØN;ALDER;TID;INDHOLD\nAarhus;Mænd;0 år;2025K1;4\n", "", "population_part", id="only-men"),
        pytest.param("OMRÅDE;ALDER;TID;INDHOLD\nAarhus;0 år;2025K1;..\n", "", "population_number", id="no-number"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, area: str, code: str) -> None:
    """One clear sentence in either language, never a figure of part of the people."""
    with pytest.raises(FileError) as failure:
        read_population(table(tmp_path, text), area)
    assert failure.value.code == code
    for language in wording.LANGUAGES:
        assert "FOLK1A.csv" in wording.load(language).messages[code].format(**failure.value.values)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Not a traceback."""
    with pytest.raises(FileError) as failure:
        read_population(tmp_path / "nothing.csv")
    assert failure.value.code == "population_unreadable"


def test_thousands_may_be_parted(tmp_path: Path) -> None:
    """A table saved from Excel in Danish writes 1.234."""
    text = "OMRÅDE;ALDER;TID;INDHOLD\nAarhus;0 år;2025K1;1.234\n"
    assert read_population(table(tmp_path, text)).counts[0].count == 1234
