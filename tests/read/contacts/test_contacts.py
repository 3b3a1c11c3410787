"""Contacts read from sentences and short stories of the invented crisis of examples/actors.toml."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from verbale.model import Article, ContactMention, DayRange
from verbale.read import reading
from verbale.read.contacts.reader import ContactReading, ContactTools, read_contacts
from verbale.read.names.mention import MentionIndex
from verbale.read.reading import ReadingTools, read_article
from verbale.read.story.document import Story
from verbale.read.story.times import StoryExpressions
from verbale.times.publication import Publication

PUBLISHED = DayRange(date(2024, 11, 5), date(2024, 11, 5))  # a Tuesday

S = "Edmée Sorvane"
T = "Radomir Tasvek"
Q = "Marten Quilvane"
OSTEROV = "Gavril Osterov"
KING = "Aldéric II"
D = "Anselme Durnoy"
Z = "Olga Zemrina"
K = "Mirela Kost"
B = "Tibor Bréhal"
M = "Janko Merel"
V = "Amaro Vintel"
F = "Nora Falguen"
FRONT = "Sévrin Oulac"
VALDORIANS = "Valdoria (delegation)"
KARSANESE = "Karsan (delegation)"


def contacts_of(
    text: str, tools: ReadingTools, published: DayRange | None = PUBLISHED
) -> tuple[ContactMention, ...]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    return read_article(Article("a.txt", text, "fr", sha, published, None), tools).contacts


def main_of(text: str, tools: ReadingTools, published: DayRange | None = PUBLISHED) -> ContactMention:
    (found,) = [c for c in contacts_of(text, tools, published) if c.main]
    return found


TOLD = [
    (
        "Edmée Sorvane s'est entretenue mardi par téléphone avec Radomir Tasvek, ont annoncé les Ormes.",
        {S, T},
        "call",
        "held",
    ),
    (
        "Radomir Tasvek et Gavril Osterov se sont parlé au téléphone pendant une heure, selon la Citadelle.",
        {OSTEROV, T},
        "call",
        "held",
    ),
    (
        "Le chancelier Marten Quilvane a appelé Radomir Tasvek dans la nuit de lundi à mardi.",
        {Q, T},
        "call",
        "held",
    ),
    (
        "Au téléphone avec Gavril Osterov, Edmée Sorvane a demandé l'arrêt des livraisons de turbines.",
        {OSTEROV, S},
        "call",
        "held",
    ),
    (
        "Lors d'un entretien téléphonique avec Marten Quilvane, Edmée Sorvane a remercié l'Elvanie.",
        {Q, S},
        "call",
        "held",
    ),
    (
        "Une conversation téléphonique entre Edmée Sorvane et Marten Quilvane a duré quarante minutes.",
        {Q, S},
        "call",
        "held",
    ),
    ("Edmée Sorvane et Radomir Tasvek ont discuté par visioconférence lundi soir.", {S, T}, "video", "held"),
    (
        "Edmée Sorvane a participé lundi à une visioconférence avec Marten Quilvane et Radomir Tasvek.",
        {Q, S, T},
        "video",
        "held",
    ),
    ("Gavril Osterov a reçu lundi Olga Zemrina à Dramsk.", {OSTEROV, Z}, "meeting", "held"),
    ("Olga Zemrina a été reçue lundi à Dramsk par Gavril Osterov.", {OSTEROV, Z}, "meeting", "held"),
    ("Anselme Durnoy et Olga Zemrina se sont rencontrés jeudi à Port-Lazare.", {D, Z}, "meeting", "held"),
    (
        "Anselme Durnoy a rencontré son homologue karsanaise Olga Zemrina à Port-Lazare.",
        {D, Z},
        "meeting",
        "held",
    ),
    ("La rencontre entre Anselme Durnoy et Olga Zemrina a duré trois heures.", {D, Z}, "meeting", "held"),
    ("Edmée Sorvane se rendra vendredi à Port-Lazare.", {S}, "visit", "planned"),
    (
        "Edmée Sorvane rencontrera Radomir Tasvek samedi à Port-Lazare, dit la chancellerie elvanienne.",
        {S, T},
        "meeting",
        "planned",
    ),
    ("Edmée Sorvane doit s'entretenir mercredi avec Marten Quilvane.", {Q, S}, "call", "planned"),
    ("Edmée Sorvane s'apprête à recevoir Marten Quilvane à Asmère.", {Q, S}, "meeting", "planned"),
    (
        "Un entretien téléphonique entre Edmée Sorvane et Radomir Tasvek est prévu mercredi.",
        {S, T},
        "call",
        "planned",
    ),
    ("Radomir Tasvek a refusé de rencontrer Edmée Sorvane.", {S, T}, "meeting", "refused"),
    ("Gavril Osterov a refusé de parler à Edmée Sorvane.", {OSTEROV, S}, "call", "refused"),
    (
        "La rencontre prévue samedi entre Edmée Sorvane et Radomir Tasvek a été annulée.",
        {S, T},
        "meeting",
        "cancelled",
    ),
    ("L'entretien entre Edmée Sorvane et Radomir Tasvek n'a pas eu lieu.", {S, T}, "call", "cancelled"),
    (
        "Les délégations valdorienne et karsanaise se sont retrouvées dimanche à Dramsk.",
        {KARSANESE, VALDORIANS},
        "talks",
        "held",
    ),
    (
        "Les pourparlers entre Asmère et Orvik se sont ouverts lundi à Port-Lazare.",
        {KARSANESE, VALDORIANS},
        "talks",
        "held",
    ),
    ("Edmée Sorvane a écrit mardi à Radomir Tasvek.", {S, T}, "message", "held"),
    ("Dans une lettre à Edmée Sorvane, Radomir Tasvek propose une trêve.", {S, T}, "message", "held"),
    ("Aldéric II a adressé un message de félicitations à Nora Falguen.", {F, KING}, "message", "held"),
    ("Le roi Aldéric II a téléphoné lundi à Edmée Sorvane.", {KING, S}, "call", "held"),
    (
        "Après s'être entretenue avec Marten Quilvane, Edmée Sorvane a parlé d'un progrès.",
        {Q, S},
        "call",
        "held",
    ),
    ("Edmée Sorvane dit s'être entretenue avec Marten Quilvane.", {Q, S}, "call", "held"),
    ("Selon les Ormes, Edmée Sorvane vient de s'entretenir avec Marten Quilvane.", {Q, S}, "call", "held"),
    (
        "Le secrétaire général de la Ligue, Amaro Vintel, a été reçu par Edmée Sorvane à Asmère.",
        {S, V},
        "meeting",
        "held",
    ),
    ("Edmée Sorvane a échangé avec le Premier ministre karsanais Janko Merel.", {M, S}, "call", "held"),
    ("Tibor Bréhal s'est longuement entretenu avec M. Merel lundi matin.", {B, M}, "call", "held"),
    ("Edmée Sorvane a joint par téléphone Marten Quilvane.", {Q, S}, "call", "held"),
    (
        "Le tête-à-tête entre Edmée Sorvane et Gavril Osterov s'est achevé sans déclaration.",
        {OSTEROV, S},
        "meeting",
        "held",
    ),
    ("Edmée Sorvane et Marten Quilvane se sont retrouvés lundi à Port-Lazare.", {Q, S}, "meeting", "held"),
    ("Marten Quilvane a accueilli lundi Edmée Sorvane à Port-Lazare.", {Q, S}, "meeting", "held"),
    ("Edmée Sorvane a dîné mardi avec Marten Quilvane à Port-Lazare.", {Q, S}, "meeting", "held"),
    (
        "« Les promesses ne suffisent pas », a dit Edmée Sorvane à Radomir Tasvek lors d'un appel.",
        {S, T},
        "call",
        "held",
    ),
    (
        "Edmée Sorvane a profité d'un entretien avec Marten Quilvane pour demander des observateurs.",
        {Q, S},
        "call",
        "held",
    ),
    (
        "À l'issue d'un entretien avec Gavril Osterov, Tibor Bréhal a parlé d'un accord.",
        {B, OSTEROV},
        "call",
        "held",
    ),
    ("L'appel de Radomir Tasvek à Edmée Sorvane a duré vingt minutes.", {S, T}, "call", "held"),
    ("Anselme Durnoy s'est rendu lundi à Orvik.", {D}, "visit", "held"),
    ("Edmée Sorvane avait appelé Radomir Tasvek la semaine dernière.", {S, T}, "call", "held"),
    ("Les ministres Anselme Durnoy et Olga Zemrina ont eu un échange téléphonique.", {D, Z}, "call", "held"),
    ("Mirela Kost a rencontré à Asmère Anselme Durnoy.", {D, K}, "meeting", "held"),
    ("C'est depuis Dramsk que Gavril Osterov a appelé Radomir Tasvek.", {OSTEROV, T}, "call", "held"),
    ("Edmée Sorvane, Marten Quilvane et Radomir Tasvek se sont parlé lundi.", {Q, S, T}, "call", "held"),
    ("Edmée Sorvane et Radomir Tasvek auront un nouvel entretien jeudi.", {S, T}, "call", "planned"),
    ("Sévrin Oulac a rencontré Edmée Sorvane à Sainte-Odre.", {FRONT, S}, "meeting", "held"),
    ("Edmée Sorvane devrait rencontrer Marten Quilvane jeudi.", {Q, S}, "meeting", "planned"),
    ("Edmée Sorvane compte s'entretenir jeudi avec Gavril Osterov.", {OSTEROV, S}, "call", "planned"),
    (
        "La présidente Sorvane recevra le chancelier Quilvane le 12 novembre à Asmère.",
        {Q, S},
        "meeting",
        "planned",
    ),
    ("Un sommet entre Edmée Sorvane et Radomir Tasvek s'est tenu à Port-Lazare.", {S, T}, "meeting", "held"),
    ("Edmée Sorvane a décliné un appel de Radomir Tasvek.", {S, T}, "call", "refused"),
    ("La visite d'Edmée Sorvane à Dramsk a été reportée.", {S}, "visit", "cancelled"),
    ("Anselme Durnoy a appelé mardi son homologue rovienne Mirela Kost.", {D, K}, "call", "held"),
    # the parse may hang the participle on its adverb
    ("Edmée Sorvane et Radomir Tasvek ont longuement conversé dimanche.", {S, T}, "call", "held"),
    # the partner stands with the verb, the contact in "lors de"
    (
        "Edmée Sorvane a évoqué vendredi la situation à Lurn et à Dramsk avec Radomir Tasvek lors d'un"
        " entretien téléphonique, ont rapporté les Ormes.",
        {S, T},
        "call",
        "held",
    ),
    (
        "Marten Quilvane a abordé lundi la situation à Lurn et à Dramsk avec Radomir Tasvek.",
        {Q, T},
        "call",
        "held",
    ),
    ("Edmée Sorvane et Radomir Tasvek ont discuté de la situation à Lurn.", {S, T}, "call", "held"),
    # what is asked for in a contact is no bar to the contact
    (
        "Lors d'un entretien avec Marten Quilvane, Edmée Sorvane a appelé au lancement d'une enquête.",
        {Q, S},
        "call",
        "held",
    ),
    (
        "À l'issue d'une rencontre avec Marten Quilvane, Mirela Kost a demandé une trêve.",
        {Q, K},
        "meeting",
        "held",
    ),
    (
        "Edmée Sorvane a dit à Marten Quilvane, au téléphone, souhaiter une rencontre avec Radomir Tasvek.",
        {Q, S},
        "call",
        "held",
    ),
    # planned
    ("Edmée Sorvane a accepté de rencontrer Radomir Tasvek lundi à Dramsk.", {S, T}, "meeting", "planned"),
    (
        "Edmée Sorvane a annoncé une rencontre avec Radomir Tasvek jeudi à Dramsk.",
        {S, T},
        "meeting",
        "planned",
    ),
    (
        "Edmée Sorvane a déclaré qu'elle s'entretiendrait bientôt avec Radomir Tasvek.",
        {S, T},
        "call",
        "planned",
    ),
    ("Edmée Sorvane a répété qu'elle rencontrerait Radomir Tasvek jeudi.", {S, T}, "meeting", "planned"),
    (
        "Marten Quilvane veut croire qu'Edmée Sorvane et Radomir Tasvek se verront jeudi.",
        {S, T},
        "meeting",
        "planned",
    ),
    # told in passing
    (
        "« Rien ne presse », lançait Gavril Osterov lorsqu'il accueillait en 2018 Edmée Sorvane à Dramsk.",
        {OSTEROV, S},
        "meeting",
        "held",
    ),
    ("Edmée Sorvane a parlé mardi à Amaro Vintel, secrétaire général de la Ligue.", {S, V}, "call", "held"),
    # a dateline of countries is no delegation
    (
        "Valdorie Karsan – Edmée Sorvane et Radomir Tasvek se sont de nouveau parlé au téléphone samedi.",
        {S, T},
        "call",
        "held",
    ),
]


@pytest.mark.parametrize(("text", "who", "kind", "status"), TOLD)
def test_a_contact_is_told(text: str, who: set[str], kind: str, status: str, tools: ReadingTools) -> None:
    (contact,) = contacts_of(text, tools)
    assert {a.name for a in contact.participants} == who
    assert (contact.kind, contact.status) == (kind, status)


NONE = [
    "Edmée Sorvane a appelé Radomir Tasvek à retirer ses troupes.",
    "Edmée Sorvane a appelé à la retenue.",
    "Radomir Tasvek a appelé les Karsanais à voter.",
    "Edmée Sorvane n'a pas rencontré Radomir Tasvek.",
    "Edmée Sorvane ne s'est jamais entretenue avec Radomir Tasvek.",
    "Edmée Sorvane voudrait rencontrer Radomir Tasvek.",
    "Edmée Sorvane s'est dite prête à rencontrer Radomir Tasvek.",
    "Edmée Sorvane a proposé un entretien à Radomir Tasvek.",
    "Edmée Sorvane pourrait s'entretenir avec Radomir Tasvek.",
    "Si Edmée Sorvane rencontre Radomir Tasvek, les sanctions seront levées.",
    "Les Ormes démentent qu'Edmée Sorvane ait appelé Radomir Tasvek.",
    "Edmée Sorvane n'exclut pas de rencontrer Radomir Tasvek.",
    "Edmée Sorvane a invité Radomir Tasvek à se rendre à Asmère.",
    "Dans un entretien à La Gazette d'Asmère, Edmée Sorvane a critiqué Radomir Tasvek.",
    "Dans un entretien accordé à Télé-Elvanie, Radomir Tasvek a critiqué Edmée Sorvane.",
    "Edmée Sorvane a réuni ses ministres mardi matin.",
    "Un échange de tirs entre la Valdorie et le Karsan a fait deux morts.",
    "L'échange de prisonniers entre la Valdorie et le Karsan a commencé.",
    "Le groupe Hydrosor tient mardi une conférence téléphonique avec ses analystes.",
    "La rencontre entre Asmère et Orvik s'est achevée sur le score de deux à un.",
    "La Valdorie a lancé un appel d'offres pour le barrage.",
    "Edmée Sorvane a passé un entretien d'embauche avant d'entrer en politique.",
    "Le numéro de téléphone d'Edmée Sorvane a été publié.",
    "Le pilote a perdu le contact radio avec Orvik.",
    "Clarisse Aubrelle a parlé à la presse.",
    "Le porte-parole Pavle Dorsk a rencontré des journalistes à Orvik.",
    "Edmée Sorvane a rencontré des habitants de Lurn.",
    "Radomir Tasvek a reçu le soutien de la Rovie.",
    "Edmée Sorvane a rendu visite aux blessés.",
    "Le film raconte la rencontre d'un pêcheur et d'une reine.",
    "Des discussions commerciales entre les entreprises Hydrosor et Karsel ont échoué.",
    "Edmée Sorvane demande à parler à Radomir Tasvek.",
    "Radomir Tasvek exige une rencontre avec Edmée Sorvane.",
    "La question d'une rencontre entre Edmée Sorvane et Radomir Tasvek a été évoquée.",
    "Edmée Sorvane et Radomir Tasvek se sont-ils parlé ?",
    "Edmée Sorvane accepte de rencontrer Radomir Tasvek.",
    "Les deux pays appellent à des négociations.",
    "Edmée Sorvane a fait appel du jugement.",
    "La Valdorie refuse de négocier sous la menace.",
    "Rien n'oblige Edmée Sorvane à rencontrer Radomir Tasvek.",
    "Edmée Sorvane a lu la lettre ouverte adressée à Radomir Tasvek par des écrivains.",
    "Le message de Radomir Tasvek est clair.",
    "Edmée Sorvane aurait rencontré Radomir Tasvek en secret, selon une rumeur.",
    "Edmée Sorvane a évoqué Radomir Tasvek lors d'une conférence de presse.",
    "Des observateurs des deux pays ont échangé des données.",
    "Un imitateur a fait croire à Nora Falguen qu'elle parlait à Radomir Tasvek.",
    "Radomir Tasvek rencontre des difficultés dans le nord.",
    "Edmée Sorvane s'est rendu compte de l'erreur.",
    "Les combattants du Front se sont rendus à Orvik.",
    # only asked for, offered, favoured, or thought of
    "Edmée Sorvane a appelé Radomir Tasvek à avoir des pourparlers avec Gavril Osterov.",
    "Edmée Sorvane a appelé au lancement de négociations entre la Valdorie et le Karsan.",
    "Radomir Tasvek a ensuite appelé à la reprise des pourparlers entre la Valdorie et le Karsan.",
    "Marten Quilvane souhaite qu'Edmée Sorvane rencontre Radomir Tasvek.",
    "Marten Quilvane s'est dit favorable à une rencontre entre Edmée Sorvane et Radomir Tasvek.",
    "Marten Quilvane soutient la tenue de négociations entre la Valdorie et le Karsan.",
    "Si Edmée Sorvane et Radomir Tasvek se voyaient, la crise serait finie.",
    "Edmée Sorvane travaille avec la Ligue en vue de négociations entre la Valdorie et le Karsan.",
    "Edmée Sorvane a plaidé pour des négociations directes entre la Valdorie et le Karsan.",
    "Edmée Sorvane a exhorté Radomir Tasvek à rencontrer Gavril Osterov.",
    "Nora Falguen a offert d'accueillir Radomir Tasvek à Asmère.",
    "Nora Falguen a offert une rencontre entre Edmée Sorvane et Radomir Tasvek.",
    "La Valdorie est prête à des pourparlers avec le Karsan.",
    "Deux humoristes ont réussi à faire croire à Nora Falguen qu'elle parlait à Radomir Tasvek.",
    # a body named in somebody's title is no session of it
    "Le président du Conseil européen a salué cette initiative.",
    "Plusieurs membres du Conseil européen ont salué cette initiative.",
    # several counted together
    "Edmée Sorvane et Radomir Tasvek se sont entretenus neuf fois depuis septembre.",
    # a topic, not a contact; the partner of something else
    "Edmée Sorvane a évoqué un accord avec Radomir Tasvek.",
    "Edmée Sorvane et Radomir Tasvek ont évoqué la situation à Lurn.",
    "Radomir Tasvek a rejeté l'appel d'Edmée Sorvane à la retenue.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_contact_is_told(text: str, tools: ReadingTools) -> None:
    assert contacts_of(text, tools) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Edmée Sorvane a appelé lundi Radomir Tasvek.", date(2024, 11, 4)),
        ("Edmée Sorvane a appelé Radomir Tasvek ce mardi.", date(2024, 11, 5)),
        ("Edmée Sorvane s'est entretenue le 28 octobre avec Radomir Tasvek.", date(2024, 10, 28)),
        ("Edmée Sorvane recevra demain Marten Quilvane à Asmère.", date(2024, 11, 6)),
        # a count that starts from a length of time leaves the day of the call alone
        (
            "Pour la première fois depuis deux ans, Edmée Sorvane a appelé lundi Radomir Tasvek.",
            date(2024, 11, 4),
        ),
        ("La rencontre du 24 octobre entre Anselme Durnoy et Olga Zemrina a été utile.", date(2024, 10, 24)),
        # the day of the announcement is not the day of the call
        ("Edmée Sorvane s'est entretenue avec Radomir Tasvek, ont annoncé lundi les Ormes.", None),
        # nor is the day from which calls are counted
        ("C'est le second appel entre Edmée Sorvane et Radomir Tasvek depuis le 19 septembre.", None),
    ],
)
def test_the_day_is_that_of_the_contact(text: str, day: date | None, tools: ReadingTools) -> None:
    (contact,) = contacts_of(text, tools)
    assert (contact.days.first if contact.days else None) == day
    assert (contact.days.last if contact.days else None) == day


@pytest.mark.parametrize(
    ("text", "minutes", "qualifier"),
    [
        ("Edmée Sorvane a échangé pendant 1h30 avec Radomir Tasvek.", 90, "exact"),
        ("L'entretien entre Edmée Sorvane et Radomir Tasvek a duré près de deux heures.", 120, "approx"),
        ("Edmée Sorvane a parlé plus d'une heure avec Radomir Tasvek.", 60, "at_least"),
        ("Edmée Sorvane a parlé à Radomir Tasvek. L'échange a duré vingt minutes.", 20, "exact"),
    ],
)
def test_the_length_is_found(text: str, minutes: int, qualifier: str, tools: ReadingTools) -> None:
    (contact,) = contacts_of(text, tools)
    assert contact.duration is not None
    assert (contact.duration.minutes, contact.duration.qualifier) == (minutes, qualifier)


@pytest.mark.parametrize(
    ("text", "initiator", "requested_by"),
    [
        ("Edmée Sorvane a appelé Radomir Tasvek.", S, None),
        ("Edmée Sorvane s'est entretenue avec Radomir Tasvek à la demande de la Citadelle.", T, None),
        ("Edmée Sorvane a appelé Radomir Tasvek à la demande de Marten Quilvane.", S, Q),
        ("À l'initiative de la partie karsanaise, Edmée Sorvane a parlé à Radomir Tasvek.", T, None),
        ("Un entretien entre Edmée Sorvane et Radomir Tasvek, demandé par Orvik, a eu lieu.", T, None),
        ("Radomir Tasvek a écrit à Edmée Sorvane.", T, None),
        ("Edmée Sorvane et Radomir Tasvek se sont parlé.", None, None),
    ],
)
def test_who_called(text: str, initiator: str | None, requested_by: str | None, tools: ReadingTools) -> None:
    (contact,) = contacts_of(text, tools)
    assert (contact.initiator.name if contact.initiator else None) == initiator
    assert (contact.requested_by.name if contact.requested_by else None) == requested_by


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        (
            "Edmée Sorvane a parlé mardi à Radomir Tasvek, à l'initiative de la Citadelle.",
            "initiator",
            "à l'initiative de la Citadelle",
        ),
        (
            "Edmée Sorvane a appelé Radomir Tasvek à la demande de Marten Quilvane.",
            "requested_by",
            "à la demande de Marten Quilvane",
        ),
        (
            "Un entretien entre Edmée Sorvane et Radomir Tasvek, demandé par Orvik, a eu lieu.",
            "initiator",
            "demandé par Orvik",
        ),
        ("Edmée Sorvane et Radomir Tasvek se sont rencontrés dimanche à Orvik.", "place", "Orvik"),
    ],
)
def test_the_words_that_tell_who_called_and_where(
    text: str, field: str, words: str, tools: ReadingTools
) -> None:
    (contact,) = contacts_of(text, tools)
    spans = [g.span for g in contact.grounds if g.field == field and g.span is not None]
    assert [s.of(text) for s in spans] == [words]


STORY = """Edmée Sorvane s'entretient avec Radomir Tasvek

Edmée Sorvane s'est entretenue lundi par téléphone avec Radomir Tasvek, ont annoncé les Ormes.

L'échange a duré une heure. Au cours de cet entretien, la présidente a demandé l'ouverture des vannes.

Les deux dirigeants se verront samedi à Port-Lazare. Ils s'étaient déjà parlé le 20 octobre."""


def test_a_story_tells_one_contact_several_times(tools: ReadingTools) -> None:
    call, *others = sorted(contacts_of(STORY, tools), key=lambda c: not c.main)
    assert (call.kind, call.status) == ("call", "held")
    assert call.days is not None
    assert call.days.first == call.days.last == date(2024, 11, 4)
    assert call.duration is not None
    assert call.duration.minutes == 60
    assert len(call.evidence) >= 4
    told = {(c.kind.value, c.status.value, c.days.first if c.days else None) for c in others}
    assert told == {("meeting", "planned", date(2024, 11, 9)), ("call", "held", date(2024, 10, 20))}


def test_evidence_holds_the_words(tools: ReadingTools) -> None:
    text = "Edmée Sorvane s'est entretenue lundi avec Radomir Tasvek, ont annoncé les Ormes."
    (contact,) = contacts_of(text, tools)
    assert [s.of(text) for s in contact.evidence] == ["s'est entretenue lundi avec Radomir Tasvek"]
    assert contact.reasons == ("se entretenir: told first here (told as done)",)


def test_a_meeting_is_dated_from_the_call(tools: ReadingTools) -> None:
    text = (
        "Radomir Tasvek s'est entretenu lundi avec Edmée Sorvane cinq jours après leur rencontre à Dramsk. "
        "L'appel a duré une heure."
    )
    call, meeting = sorted(contacts_of(text, tools), key=lambda c: not c.main)
    assert (call.kind, meeting.kind) == ("call", "meeting")
    assert meeting.place == "Dramsk"
    assert meeting.days is not None
    assert meeting.days.first == meeting.days.last == date(2024, 10, 30)


def test_juxtaposed_calls_stay_apart(tools: ReadingTools) -> None:
    text = "Marten Quilvane a appelé lundi Radomir Tasvek. Il a ensuite appelé Edmée Sorvane."
    assert {frozenset(a.name for a in c.participants) for c in contacts_of(text, tools)} == {
        frozenset({Q, T}),
        frozenset({Q, S}),
    }


def test_what_is_told_to_somebody_is_the_call_spoken_of(tools: ReadingTools) -> None:
    text = (
        "Radomir Tasvek a déclaré lundi à Edmée Sorvane que le barrage tenait.\n\n"
        "Dans cette conversation, il a parlé d'un accident."
    )
    call = main_of(text, tools)
    assert {a.name for a in call.participants} == {S, T}
    assert call.days is not None
    assert call.days.first == date(2024, 11, 4)


def test_a_picture_is_a_meeting_in_a_caption(tools: ReadingTools) -> None:
    text = (
        "Edmée Sorvane a appelé lundi Radomir Tasvek.\n\n"
        "Edmée Sorvane et Radomir Tasvek, le 3 mai 2023 à Dramsk.\n\n"
        "L'appel a duré une heure."
    )
    call, picture = sorted(contacts_of(text, tools), key=lambda c: not c.main)
    assert (picture.kind, picture.in_caption, picture.main, picture.place) == (
        "meeting",
        True,
        False,
        "Dramsk",
    )
    assert not call.in_caption


def test_counting_from_a_day_narrows_a_weekday(tools: ReadingTools) -> None:
    october = DayRange(date(2024, 10, 1), date(2024, 10, 31))
    text = (
        "Edmée Sorvane a parlé lundi à Radomir Tasvek. "
        "C'est le second appel entre Edmée Sorvane et Radomir Tasvek depuis le 26 octobre."
    )
    call = main_of(text, tools, october)
    assert call.days is not None
    assert call.days.candidates == (date(2024, 10, 28),)
    assert call.ordinal is not None
    assert (call.ordinal.n, call.ordinal.since) == (2, "2024-10-26")


def test_without_a_publication_date_nothing_is_guessed(tools: ReadingTools) -> None:
    (contact,) = contacts_of("Edmée Sorvane a appelé lundi Radomir Tasvek.", tools, None)
    assert contact.days is not None
    assert (contact.days.first, contact.days.last, contact.days.timex) == (None, None, "XXXX-WXX-1")


def test_a_contact_alone_makes_no_statement(tools: ReadingTools) -> None:
    text = "Edmée Sorvane s'est entretenue lundi avec Radomir Tasvek, ont annoncé les Ormes."
    sha = hashlib.sha256(text.encode()).hexdigest()
    assert read_article(Article("a.txt", text, "fr", sha, PUBLISHED, None), tools).statements == ()


def test_a_summit_of_two_organisations_is_that_of_their_leaders(tools: ReadingTools) -> None:
    (contact,) = contacts_of(
        "Marten Quilvane a salué le sommet conjoint EAC-SADC tenu le 8 octobre à Nairobi.", tools
    )
    assert {a.name for a in contact.participants} == {"EAC (leaders)", "SADC (leaders)"}
    assert (contact.kind, contact.place) == ("meeting", "Nairobi")


def test_a_session_of_a_council_is_a_meeting(tools: ReadingTools) -> None:
    (contact,) = contacts_of(
        "Au Conseil européen de Bruxelles, Marten Quilvane a demandé des sanctions.", tools
    )
    assert [a.name for a in contact.participants] == ["European Union (leaders)"]
    assert (contact.kind, contact.place) == ("meeting", "Brussels")


@pytest.mark.parametrize(
    "text",
    [
        "Marten Quilvane a abordé lundi la situation à Lurn et à Dramsk avec Radomir Tasvek.",
        "Edmée Sorvane et Radomir Tasvek ont discuté de la situation à Dramsk.",
    ],
)
def test_the_place_of_a_topic_is_not_that_of_the_contact(text: str, tools: ReadingTools) -> None:
    assert main_of(text, tools).place is None


def test_what_is_said_of_it_after_is_the_same_contact(tools: ReadingTools) -> None:
    (contact,) = contacts_of(
        "Edmée Sorvane a rencontré lundi Radomir Tasvek à Dramsk. C'est leur premier tête-à-tête depuis le 19"
        " septembre.\n\nLe sommet a duré trois heures. À l'issue de la rencontre, la présidente a parlé d'un"
        " progrès.",
        tools,
    )
    assert contact.ordinal is not None
    assert contact.ordinal.n == 1
    assert contact.duration is not None
    assert contact.duration.minutes == 180


def test_a_neutral_verb_after_a_call_is_the_same_call(tools: ReadingTools) -> None:
    (contact,) = contacts_of(
        "Edmée Sorvane a évoqué lundi le barrage avec Radomir Tasvek lors d'un entretien téléphonique. Edmée"
        " Sorvane et Radomir Tasvek ont discuté de la paix.",
        tools,
    )
    assert contact.kind == "call"
    assert len(contact.evidence) == 2


def test_who_calls_back_hours_later_makes_a_second_call(tools: ReadingTools) -> None:
    first, second = contacts_of(
        "Edmée Sorvane a appelé Radomir Tasvek lundi à midi. Deux bonnes heures plus tard, M. Tasvek"
        " rappelait Edmée Sorvane.",
        tools,
    )
    assert [c.initiator.name for c in (first, second) if c.initiator] == [S, T]
    assert (first.duration, second.duration) == (None, None)


def test_an_article_after_a_weekday_is_no_day_of_the_month(tools: ReadingTools) -> None:
    contact = main_of("Edmée Sorvane et Radomir Tasvek ont eu lundi un échange.", tools)
    assert contact.days is not None
    assert (contact.days.first, contact.days.last) == (date(2024, 11, 4), date(2024, 11, 4))


def facts_in(text: str, tools: ReadingTools) -> set[str]:
    """The words that only tell of a contact."""
    found: set[str] = set()

    def watched(
        story: Story,
        mentions: MentionIndex,
        tools: ContactTools,
        times: StoryExpressions,
        stamp: Publication | None,
    ) -> ContactReading:
        contacts = read_contacts(story, mentions, tools, times, stamp)
        found.update(t.text for p in story.paragraphs for t in p.doc if contacts.is_fact(p, t))
        return contacts

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_contacts", watched)
        contacts_of(text, tools)
    return found


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("L'entretien a duré quarante minutes.", {"duré"}),
        ("L'appel a eu lieu à la demande d'Orvik.", {"eu"}),
        ("L'appel a été demandé par Orvik.", {"demandé"}),
        ("La Citadelle a confirmé la tenue de la rencontre.", {"confirmé", "rencontre"}),
        ("Radomir Tasvek a pris l'initiative de l'appel.", {"pris", "appel"}),
        ("La Citadelle confirme l'appel de lundi.", {"confirme", "appel"}),
        ("La Citadelle a confirmé que le président avait appelé son homologue.", {"confirmé", "appelé"}),
        (
            "Edmée Sorvane et Radomir Tasvek se sont parlé lundi. La Citadelle a confirmé que les deux"
            " présidents s'étaient parlé.",
            {"confirmé", "parlé"},
        ),
        ("Aucun entretien n'a été convenu.", {"convenu"}),
        ("L'échange a porté sur les vannes.", {"porté"}),
        ("Les discussions ont porté sur le barrage.", {"porté"}),
        ("Edmée Sorvane et Radomir Tasvek se sont parlé lundi. Ils ont évoqué le barrage.", {"évoqué"}),
        ("Edmée Sorvane et Radomir Tasvek se sont parlé. Il a été question du barrage.", {"question"}),
        ("Edmée Sorvane et Radomir Tasvek se sont parlé. Le barrage a également été abordé.", {"abordé"}),
    ],
)
def test_what_only_tells_of_a_contact_is_a_fact(text: str, facts: set[str], tools: ReadingTools) -> None:
    assert facts <= facts_in(text, tools)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Edmée Sorvane a évoqué le sort des otages.", {"évoqué"}),
        ("Radomir Tasvek a confirmé la fermeture du pont.", {"confirmé", "fermeture"}),
        ("Marten Quilvane a pris l'initiative d'une médiation.", {"pris", "initiative"}),
        ("Edmée Sorvane a demandé un entretien avec Radomir Tasvek.", {"demandé", "entretien"}),
        (
            "Edmée Sorvane a appelé au lancement de négociations entre les deux pays.",
            {"appelé", "négociations"},
        ),
    ],
)
def test_a_statement_is_no_fact_of_a_contact(text: str, words: set[str], tools: ReadingTools) -> None:
    assert not words & facts_in(text, tools)
