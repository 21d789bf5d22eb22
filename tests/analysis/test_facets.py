"""What an intervention is, read from its words: form of help, who sits in the room, step, place and breadth.

The rows here are written for these tests; none stands in the sample.
"""

from __future__ import annotations

import pytest
from msgspec import Struct

from overlap.analysis.facetbook import FacetBook
from overlap.analysis.facetpolicy import FacetPolicy
from overlap.analysis.facets import facets
from overlap.cli.facetbook import facet_book
from overlap.language import lexicon, mentions
from overlap.model import Access, Bearer, Cell, Facets, Field, Intervention, Kind, Level, Mention, Polarity, Span
from tests.analysis.builders import POLICY

LEXICON = lexicon.load()
BOOK: FacetBook = facet_book(LEXICON)
FACETS: FacetPolicy = POLICY.facets


class Told(Struct, frozen=True):
    """One row as a municipality would write it."""

    target: str
    description: str
    name: str = "Indsats"
    purpose: str = ""
    ages: tuple[int | None, int | None] = (None, None)
    access: Access = Access.UNKNOWN
    kind: Kind = Kind.MUNICIPAL
    funding: str = ""

    def read(self) -> Facets:
        row = Intervention(
            id="1",
            row=2,
            name=self.name,
            target_group=self.target,
            description=self.description,
            purpose=self.purpose,
            ages=Span(*self.ages),
            access=self.access,
            kind=self.kind,
            cells={Field.FUNDING: Cell("Ark1", "N2", self.funding)} if self.funding else {},
        )
        return facets(row, mentions.of(row, LEXICON), BOOK, FACETS)


FORMS = {
    "gruppeforloeb_boern": Told("Børn, der har mistet", "Otte mødegange, hvor børnene maler, leger og taler sammen."),
    "foraeldrekursus": Told(
        "Forældre til teenagere med angst", "Kursus over seks aftener med oplæg og øvelser til hjemmet."
    ),
    "foraeldre_barn_forloeb": Told(
        "Nybagte mødre", "Mor og barn mødes med en sundhedsplejerske til babymassage og sang i ti uger."
    ),
    "individuel_samtale": Told("Unge med sorg", "Individuelle samtaler med en rådgiver, typisk fem gange."),
    "psykologbehandling": Told(
        "Børn med angst", "Kognitiv adfærdsterapi hos en psykolog efter en fast manual. Der måles før og efter."
    ),
    "familiebehandling": Told(
        "Familier i højt konfliktniveau", "Familieterapi hver anden uge, hvor alle er til stede."
    ),
    "hjemmebesoeg_praktisk_stoette": Told(
        "Familier, hvor hverdagen er brudt sammen",
        "En pædagog kommer i hjemmet morgen og aften og giver praktisk hjælp.",
    ),
    "kontaktperson_mentor": Told("Unge på kanten", "Den unge får en kontaktperson, der ringer og går med til møder."),
    "frivillig_ven": Told("Børn med få voksne omkring sig", "En besøgsven henter barnet hver anden lørdag."),
    "aaben_raadgivning": Told(
        "Unge mellem 15 og 25", "Drop-in rådgivning to eftermiddage om ugen. Man kan være anonym."
    ),
    "chat_telefon": Told("Børn og unge", "Anonym chat og telefonrådgivning alle dage til midnat."),
    "digital_program": Told("Unge, der sover dårligt", "Gratis app med øvelser og søvndagbog."),
    "skole_klassetilbud": Told("Elever med autisme", "Specialklasse med syv elever, to lærere og en pædagog."),
    "konsulent_vejledning_fagfolk": Told(
        "Lærere og pædagoger i indskolingen", "Supervision og sparring om elever, der er svære at nå."
    ),
    "undervisning_oplaeg": Told(
        "Hele klasser i udskolingen", "To undervisere holder oplæg om grænser og billeddeling."
    ),
    "fritidstilbud_klub": Told(
        "Unge, der savner venner", "Værested med brætspil, fællesspisning og åbent hver tirsdag."
    ),
    "lejr_ophold": Told("Søskende til syge børn", "Sommerlejr på fem dage med bål, kano og samtaler i små grupper."),
    "botilbud": Told("Unge, der ikke kan bo hjemme", "Opholdssted med otte pladser og personale døgnet rundt."),
    "bostoette": Told("Unge i egen bolig", "Bostøtte to gange om ugen til økonomi, madlavning og post."),
    "stu_uddannelse": Told("Unge med udviklingshæmning", "STU på tre år med værksteder og praktik."),
    "beskaeftigelsesforloeb": Told("Unge på uddannelseshjælp", "Virksomhedspraktik og jobkonsulent i 26 uger."),
    "udredning_visitation": Told("Børn, hvor der er tvivl", "Tværfaglig udredning med test, observation og screening."),
    "koordinering_netvaerksmoede": Told(
        "Familier med mange fagfolk", "En tovholder kalder til netværksmøde hver måned."
    ),
    "udgaaende_team": Told("Unge på gaden", "Et opsøgende gadeteam møder de unge, hvor de er."),
    "netvaerksgruppe_ligesindede": Told("Unge pårørende", "Selvhjælpsgruppe, hvor deltagerne selv styrer snakken."),
    "traening_faerdigheder": Told("Unge med ADHD", "Færdighedstræning med øvelser i planlægning. Mindfulness indgår."),
    "akut": Told("Unge i krise", "Akut hjælp samme dag. Kriseteamet kommer, også om natten."),
    "oekonomisk_stoette": Told("Børn i familier med få penge", "Økonomisk støtte til kontingent og udstyr."),
}


@pytest.mark.parametrize(("form", "told"), FORMS.items(), ids=list(FORMS))
def test_form_of_help_is_the_main_one(form: str, told: Told) -> None:
    """Each form of the codebook is found first where a row says nothing but that form."""
    assert told.read().forms_main[:1] == (form,)


@pytest.mark.parametrize(
    ("target", "ages", "addressees"),
    [
        pytest.param("Børn med angst", (7, 12), ("barn",), id="children"),
        pytest.param("Unge med angst", (15, 25), ("ung",), id="young people"),
        pytest.param("Forældre til børn med ADHD", (3, 9), ("foraeldre",), id="parents of children"),
        pytest.param("Forældre, hvis teenager selvskader", (13, 17), ("foraeldre",), id="parents whose teenager"),
        pytest.param("Børn med autisme og deres forældre", (6, 12), ("barn", "foraeldre"), id="children and parents"),
        pytest.param("Børn, der har mistet en forælder", (6, 12), ("barn",), id="children who lost a parent"),
        pytest.param("Unge med en søskende, der har en diagnose", (15, 25), ("ung",), id="youth with a sibling"),
        pytest.param("Søskende til børn med handicap", (8, 14), ("soeskende",), id="siblings"),
        pytest.param("Unge mødre", (None, None), ("foraeldre",), id="young describes mothers"),
        pytest.param("Lærere, pædagoger og ledere i dagtilbud", (0, 6), ("fagfolk",), id="staff"),
        pytest.param("Familier med spædbørn", (0, 1), ("familie",), id="families with babies"),
        pytest.param("Elever i 7.-9. klasse", (13, 16), ("ung",), id="pupils by age: young"),
        pytest.param("Elever i 1. klasse", (7, 8), ("barn",), id="pupils by age: children"),
        pytest.param("Skolens elever", (6, 16), ("barn", "ung"), id="pupils by age: both"),
        pytest.param("Børn og unge med sorg", (6, 18), ("barn", "ung"), id="children and young people"),
        pytest.param("Mennesker med spiseforstyrrelse", (None, None), ("ung",), id="people without an age"),
    ],
)
def test_addressee_is_who_sits_in_the_room(
    target: str, ages: tuple[int | None, int | None], addressees: tuple[str, ...]
) -> None:
    """Not whose problem it is, not who belongs to them."""
    assert Told(target, "Tilbuddet ligger i Nordbyen.", ages=ages).read().addressees == addressees


BESIDE = {
    "a school that pupils did not end in": (
        Told("Elever, der bliver hjemme", "Kun få af eleverne er havnet på en specialskole siden."),
        "skole_klassetilbud",
    ),
    "professions of a team": (
        Told("Elever med fravær", "Holdet tæller psykologer og lærere og rykker ud til skolen. Back2School bruges."),
        "psykologbehandling",
    ),
    "professions in a list": (
        Told(
            "Elever med fravær",
            "Psykologer, lærere og pædagoger rykker ud. De mødes ofte. De ved alt. De kender Back2School.",
        ),
        "psykologbehandling",
    ),
    "chat as a way to keep in touch": (
        Told("Elever, der bliver hjemme", "Eleven holder kontakt til sin lærer via chat."),
        "chat_telefon",
    ),
    "a club that a friend goes along to": (
        Told("Børn uden venner", "En frivillig ven går med til fodboldklub eller fællesspisning."),
        "fritidstilbud_klub",
    ),
    "a team one was thrown off": (Told("Børn, der er smidt ud af holdet", "Træning i judo."), "gruppeforloeb_boern"),
}


@pytest.mark.parametrize(("told", "form"), BESIDE.values(), ids=list(BESIDE))
def test_what_only_stands_beside_the_help_is_not_its_form(told: Told, form: str) -> None:
    """Named, but not what is done."""
    assert form not in told.read().forms_main


def test_contact_with_school_step_by_step_is_help_for_the_one_pupil() -> None:
    """No class is offered: the pupil is at home, and school comes closer."""
    told = Told("Børn, der ikke kommer i skole", "Barnet genoptager langsomt kontakten med klassen.")
    assert told.read().forms_main == ("skole_indsats_enkeltelev",)


def test_course_is_for_whoever_sits_in_it() -> None:
    """The same words are a group for children, or a course for parents."""
    words = "Kurset har otte mødegange."
    assert Told("Unge med angst", words).read().forms_main == ("gruppeforloeb_boern",)
    assert Told("Forældre til unge med angst", words).read().forms_main == ("foraeldrekursus",)


def test_course_for_children_and_parents_is_two_forms() -> None:
    """Both the group of children and the course they take together."""
    told = Told("Børn med angst og deres forældre", "Kurset har otte mødegange.")
    assert set(told.read().forms_main) == {"gruppeforloeb_boern", "foraeldre_barn_forloeb"}


def test_guidance_to_staff_is_for_staff_whatever_the_target_group() -> None:
    """Children whose teachers get supervision do not sit in the room."""
    told = Told("Børn i vanskeligheder", "Supervision til lærere og pædagoger.")
    assert told.read().addressees == ("fagfolk",)


def test_family_treatment_makes_children_a_family() -> None:
    """A family in treatment stands for its child."""
    assert Told("Børn med angst", "Familieterapi med hele familien.").read().addressees == ("familie",)


@pytest.mark.parametrize(
    ("told", "level"),
    [
        pytest.param(Told("Unge", "Værested hver tirsdag.", access=Access.OPEN), Level.LIGHT, id="drop-in centre"),
        pytest.param(Told("Børn", "Gruppeforløb på ti mødegange."), Level.EARLY, id="group"),
        pytest.param(
            Told("Familier", "Familieterapi.", access=Access.VISITATION), Level.TREATMENT, id="family therapy"
        ),
        pytest.param(Told("Unge", "Botilbud med 12 pladser."), Level.INTRUSIVE, id="residential"),
        pytest.param(
            Told("Unge", "Individuelle samtaler.", access=Access.OPEN, kind=Kind.PARTNERSHIP),
            Level.LIGHT,
            id="talks anyone can come to at an association",
        ),
        pytest.param(
            Told("Unge", "Gruppeforløb på ti gange.", funding="Barnets lov § 32"), Level.TREATMENT, id="law on support"
        ),
        pytest.param(Told("Unge", "Uden nærmere beskrivelse.", funding="SEL § 107"), Level.INTRUSIVE, id="law alone"),
        pytest.param(
            Told("Lærere", "Supervision ved to vejledere fra en specialskole."),
            Level.EARLY,
            id="where guides come from",
        ),
        pytest.param(Told("Unge", "Uden nærmere beskrivelse."), Level.UNKNOWN, id="nothing to go by"),
    ],
)
def test_level_follows_form_law_and_access(told: Told, level: Level) -> None:
    """The step of the ladder; unknown rather than guessed."""
    assert told.read().level is level


@pytest.mark.parametrize(
    ("told", "setting"),
    [
        pytest.param(Told("Elever", "Grupperne mødes på skolen i skoletiden."), "skole", id="at school"),
        pytest.param(Told("Familier", "Hjemmebesøg hver uge."), "hjem", id="at home"),
        pytest.param(Told("Unge", "Anonym chat."), "online", id="online"),
        pytest.param(Told("Unge", "Botilbud med personale."), "botilbud", id="residential"),
        pytest.param(Told("Unge", "Gruppeforløb.", kind=Kind.PARTNERSHIP), "forening", id="an association's own"),
        pytest.param(Told("Unge", "Gruppeforløb."), "kommune_center", id="the municipality's own"),
    ],
)
def test_setting_is_said_or_follows(told: Told, setting: str) -> None:
    """By words, by the form, else by who provides it."""
    assert told.read().setting == setting


def test_unrecognised_form_stays_empty() -> None:
    """Nothing is guessed: the row joins the list of interventions without a form."""
    told = Told("Børn", "Tilbuddet ligger i Nordbyen.").read()
    assert told.forms_main == told.forms_other == ()


def mention(concept: str, field: Field, start: int, **told: object) -> Mention:
    return Mention(concept, field, start, start + 1, "x", **told)  # type: ignore[arg-type]


def read_mentions(*some: Mention) -> Facets:
    text = "x" * 200
    row = Intervention(id="1", row=2, name=text, target_group=text, description=text, purpose=text)
    return facets(row, some, BOOK, FACETS)


def test_problem_of_the_target_group_is_main_and_of_the_description_other() -> None:
    """Where a problem is named decides what it is to the intervention."""
    found = read_mentions(mention("angst", Field.TARGET_GROUP, 5), mention("adhd", Field.DESCRIPTION, 90))
    assert found.problems_main == ("angst",)
    assert found.problems_other == ("adhd",)


def test_problem_of_a_parent_is_no_problem_of_the_intervention() -> None:
    """Whose problem it is comes before where it is named."""
    found = read_mentions(mention("angst", Field.TARGET_GROUP, 5, bearer=Bearer.PARENT))
    assert found.problems_main == found.problems_other == ()


def test_excluded_problem_is_listed_unless_taken_in_elsewhere() -> None:
    """A text may say both; then it is taken in."""
    denied = mention("angst", Field.DESCRIPTION, 90, polarity=Polarity.EXCLUDED)
    assert read_mentions(denied).excluded == ("angst",)
    assert read_mentions(denied, mention("angst", Field.TARGET_GROUP, 5)).excluded == ()


def test_every_code_has_its_mentions() -> None:
    """No code without the words behind it."""
    found = FORMS["lejr_ophold"].read()
    for code in (*found.forms_main, *found.forms_other, *found.problems_main, *found.addressees):
        assert found.evidence[code]


def test_order_of_mentions_changes_nothing() -> None:
    """The facets are a matter of the text, not of how its mentions were listed."""
    some = [
        mention("angst", Field.TARGET_GROUP, 5),
        mention("adhd", Field.DESCRIPTION, 90),
        mention("sorg", Field.NAME, 3),
    ]
    assert read_mentions(*some).problems_main == read_mentions(*reversed(some)).problems_main
