"""The packaged data is sane: references, dates, forms; ambiguities are there on purpose."""

from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import verbale.actors
from verbale.actors.compile import compile_actors
from verbale.actors.registry import COMPILED, ActorRegistry, How
from verbale.actors.schema import ActorKind, CompiledActors, InstitutionKey, Office

DATA = Path(verbale.actors.__file__).parent / "data"
# Offices that one person holds at a time; heads of state of Switzerland or Bosnia rotate in a college.
SINGLE = (
    Office.PRESIDENT,
    Office.MONARCH,
    Office.PRIME_MINISTER,
    Office.CHANCELLOR,
    Office.SECRETARY_GENERAL,
    Office.COMMISSION_PRESIDENT,
    Office.COUNCIL_PRESIDENT,
    Office.HIGH_REPRESENTATIVE,
    Office.DIRECTOR_GENERAL,
)
HANDOVER = timedelta(days=45)
# Two claimants, a dying predecessor, a caretaker: both are right to be there.
CONTESTED = {
    ("Ariel Sharon", "Ehud Olmert"), ("Laurent Gbagbo", "Alassane Ouattara"), ("Fidel Castro", "Raúl Castro"),
    ("Bruno Tshibala", "Sylvestre Ilunga"), ("Guillaume Kigbafori Soro", "Gilbert Aké"),
    ("Heydar Aliyev", "Ilham Aliyev"),
    # acting presidents beside a suspended or absent one
    ("Thabo Mbeki", "Ivy Matsepe-Casaburri"), ("Park Geun-hye", "Hwang Kyo-ahn"),
    ("Yoon Suk-yeol", "Han Duck-soo"), ("Yoon Suk-yeol", "Choi Sang-mok"),
    ("Traian Băsescu", "Crin Antonescu"), ("Arseniy Yatsenyuk", "Volodymyr Groysman"),
    # the prime minister on sick leave, his deputy acting for him
    ("Choguel Kokalla Maïga", "Abdoulaye Maïga"),
    # sworn in by the outgoing parliament, again by the new one
    ("Trương Tấn Sang", "Trần Đại Quang"),
}  # fmt: skip
NAMESAKES: set[str] = set()
RIVAL_GOVERNMENTS = {
    "Libya", "Yemen", "Venezuela", "Palestine", "Switzerland", "Bosnia and Herzegovina",
    "Afghanistan", "Somalia",
}  # fmt: skip


def test_the_compiled_file_is_up_to_date() -> None:
    """If this fails: python -m verbale.actors.compile."""
    ready = CompiledActors.model_validate_json((DATA / COMPILED).read_bytes())
    assert ready == compile_actors(DATA)


def test_references_exist(registry: ActorRegistry) -> None:
    for entry in registry.entries():
        for target in (entry.side, *(t.of for t in entry.tenures)):
            if target is None or registry.get(target):
                continue
            country, _, key = target.rpartition(":")
            assert registry.get(country), (entry.id, target)
            assert key in {k.value for k in InstitutionKey}, (entry.id, target)


def test_dates_are_sane(registry: ActorRegistry) -> None:
    for entry in registry.entries():
        for tenure in entry.tenures:
            assert tenure.first is None or tenure.last is None or tenure.first <= tenure.last, entry.name
            assert tenure.last is None or tenure.last >= date(2000, 1, 1), entry.name


def is_coarse(first: date, last: date | None) -> bool:
    """A year alone ("2022") reaches from January to December: its bounds overlap by nature."""
    return (first.month, first.day) == (1, 1) or (last is not None and (last.month, last.day) == (12, 31))


def test_single_offices_do_not_overlap_beyond_a_handover(registry: ActorRegistry) -> None:
    by_office = defaultdict(list)
    for entry in registry.entries(ActorKind.PERSON):
        for tenure in entry.tenures:
            if tenure.office in SINGLE and tenure.first:
                by_office[tenure.office, tenure.of].append(
                    (tenure.first, tenure.last or tenure.known_to, entry.name)
                )
    wrong = []
    for (office, of), held in by_office.items():
        country = registry.get(of).name  # type: ignore[union-attr]
        held.sort(key=lambda h: h[0])
        for index, (_, last, name) in enumerate(held):
            for first, _, other in held[index + 1 :]:
                expected = country in RIVAL_GOVERNMENTS or other == name or (name, other) in CONTESTED
                if not expected and not is_coarse(first, last) and (last is None or first + HANDOVER < last):
                    wrong.append(f"{country} {office}: {name} until {last}, {other} from {first}")
    assert wrong == []


def test_every_country_can_be_told(registry: ActorRegistry) -> None:
    """Names and capitals are unique, except where two countries truly share one."""
    by_form = defaultdict(set)
    for form, hits in registry.folded_forms("fr").items():
        for hit in hits:
            entry = registry.get(hit.entry_id)
            if entry and entry.kind == ActorKind.COUNTRY:
                by_form[form].add(entry.name)
    shared = {form for form, names in by_form.items() if len(names) > 1}
    congolese = {"congo", "congolais", "congolaise", "congolaises"}
    assert shared == congolese


def full_names_shared(registry: ActorRegistry) -> dict[str, set[str]]:
    return {
        form: {h.entry_id for h in hits if h.how == How.FULL_NAME}
        for form, hits in registry.folded_forms("fr").items()
        if len({h.entry_id for h in hits if h.how == How.FULL_NAME}) > 1
    }


def test_ambiguous_full_names_are_on_purpose(registry: ActorRegistry) -> None:
    assert set(full_names_shared(registry)) == NAMESAKES


def test_ambiguous_surnames_are_kept(registry: ActorRegistry) -> None:
    """All who share a surname are given; the date or the context decides."""
    for surname, names in {
        "deby": {"Idriss Déby", "Mahamat Idriss Déby"},
        "bongo": {"Omar Bongo", "Ali Bongo"},
        "khamenei": {"Ali Khamenei"},
        "clinton": {"Bill Clinton", "Hillary Clinton"},
        "michel": {"Charles Michel", "Louis Michel"},
        "assad": {"Hafez al-Assad", "Bashar al-Assad"},
        "magyar": {"Péter Magyar", "Hungary"},  # a man and a demonym
    }.items():
        found = {registry.get(h.entry_id).name for h in registry.folded_forms("fr")[surname]}  # type: ignore[union-attr]
        assert found == names


def test_no_surname_is_an_everyday_word(registry: ActorRegistry) -> None:
    everyday = {"ma", "su", "an", "do", "jean", "paul", "grand", "petit", "blanc", "prince", "bon", "roy"}
    assert everyday.isdisjoint(
        form for form, hits in registry.folded_forms("fr").items() if any(h.how == How.SURNAME for h in hits)
    )


def test_size(registry: ActorRegistry) -> None:
    """What the documentation promises."""
    count = {kind: len(registry.entries(kind)) for kind in ActorKind}
    assert count[ActorKind.COUNTRY] >= 130
    assert count[ActorKind.ORGANISATION] >= 35
    assert count[ActorKind.OUTLET] >= 150
    assert count[ActorKind.PERSON] >= 1500


def test_outlets_take_no_side_except_state_agencies(registry: ActorRegistry) -> None:
    sided = [e for e in registry.entries(ActorKind.OUTLET) if e.side]
    assert all(registry.get(e.side or "").kind == ActorKind.COUNTRY for e in sided)  # type: ignore[union-attr]
    assert {"Reuters", "AFP", "BBC"}.isdisjoint(e.name for e in sided)
