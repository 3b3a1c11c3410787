"""Who a phrase of an English passage is: names, dated offices, pronouns, pairs, counterparts, sides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.read.names.mention import Mention

LastIn = Callable[..., Mention | None]
OCTOBER = "2024-10"

# (passage, words in it, who that is, when it was published): several names are parted by ";", nobody is ""
ROWS: list[tuple[str, str, str, str | None]] = [
    # a pronoun and in brackets whom the story means by it
    ("Radomir Tasvek met Marten Quilvane. “He [Quilvane] spoke well.”", "He", "Marten Quilvane", OCTOBER),
    ("Radomir Tasvek met Marten Quilvane. “He [Tasvek] spoke well.”", "He", "Radomir Tasvek", OCTOBER),
    ("Radomir Tasvek met Edmée Sorvane. She (Mirela Kost) refused.", "She", "Mirela Kost", OCTOBER),
    ("Radomir Tasvek met Marten Quilvane. “He [Mr. Tasvek] spoke.”", "He", "Radomir Tasvek", OCTOBER),
    ("Radomir Tasvek left. “It [Elvania] refused,” he said.", "It", "Elvania", OCTOBER),
    (
        "Marten Quilvane met Radomir Tasvek. “He [the Karsanese president] spoke.”",
        "He",
        "Radomir Tasvek",
        OCTOBER,
    ),
    ("Radomir Tasvek called Edmée Sorvane. He (not Marten Quilvane) spoke.", "He", "Radomir Tasvek", OCTOBER),
    ("Radomir Tasvek left. He [and Marten Quilvane] spoke.", "He", "Radomir Tasvek", OCTOBER),
    # two have met, and the countries named since are not both theirs
    (
        "Radomir Tasvek met Marten Quilvane. He spoke of Rovia. Karsan had attacked it. Both sides left.",
        "Both sides",
        "",
        OCTOBER,
    ),
    # names, titles, appositions
    ("Karsanese President Radomir Tasvek called.", "Tasvek", "Radomir Tasvek", OCTOBER),
    ("Mr Tasvek called.", "Tasvek", "Radomir Tasvek", OCTOBER),
    ("Mr. Tasvek called.", "Tasvek", "Radomir Tasvek", OCTOBER),
    ("President Tasvek called.", "Tasvek", "Radomir Tasvek", OCTOBER),
    ("Radomir Tasvek, the Karsanese president, called.", "Karsanese president", "Radomir Tasvek", OCTOBER),
    ("Radomir Tasvek, president of Karsan, called.", "president of Karsan", "Radomir Tasvek", OCTOBER),
    ("Karsan's president, Radomir Tasvek, called.", "Karsan's president", "Radomir Tasvek", OCTOBER),
    ("The president of Karsan called.", "president of Karsan", "Radomir Tasvek", OCTOBER),
    ("The Valdorian president called.", "Valdorian president", "Edmée Sorvane", OCTOBER),
    ("Valdoria's president called.", "president", "Edmée Sorvane", OCTOBER),
    ("The Karsanese leader called.", "Karsanese leader", "", OCTOBER),
    ("Radomir Tasvek called. The Karsanese leader spoke.", "Karsanese leader", "Radomir Tasvek", OCTOBER),
    ("The Elvanian chancellor called.", "Elvanian chancellor", "Marten Quilvane", OCTOBER),
    ("Chancellor Marten Quilvane called.", "Quilvane", "Marten Quilvane", OCTOBER),
    ("Rovian Foreign Minister Mirela Kost spoke.", "Kost", "Mirela Kost", OCTOBER),
    ("Rovia's foreign minister spoke.", "foreign minister", "Mirela Kost", OCTOBER),
    ("Rovia's top diplomat spoke.", "top diplomat", "Mirela Kost", OCTOBER),
    ("Mirela Kost, the Rovian foreign minister, spoke.", "Kost", "Mirela Kost", OCTOBER),
    ("The foreign minister of Rovia spoke.", "foreign minister of Rovia", "Mirela Kost", OCTOBER),
    ("The Cardennese king spoke.", "king", "Aldéric II", OCTOBER),
    ("King Alderic spoke.", "Alderic", "Aldéric II", OCTOBER),
    ("The League secretary-general spoke.", "secretary-general", "", OCTOBER),
    ("League of Riparian States Secretary-General Amaro Vintel spoke.", "Vintel", "Amaro Vintel", OCTOBER),
    (
        "The secretary-general of the League of Riparian States spoke.",
        "secretary-general",
        "Amaro Vintel",
        OCTOBER,
    ),
    ("Karsanese spokesman Pavle Dorsk spoke.", "Dorsk", "Pavle Dorsk", OCTOBER),
    ("A spokesman for the Citadel spoke.", "spokesman", "Citadel", OCTOBER),
    ("A Citadel spokesman spoke.", "spokesman", "Citadel", OCTOBER),
    ("The Karsanese energy minister spoke.", "energy minister", "Karsan (minister)", OCTOBER),
    ("A senior Karsanese official spoke.", "official", "Karsan (senior official)", OCTOBER),
    ("Karsanese officials spoke.", "officials", "Karsan (officials)", OCTOBER),
    ("The Valdorian presidency spoke.", "presidency", "Ormes Palace", OCTOBER),
    ("The Karsanese foreign ministry spoke.", "foreign ministry", "Karsan (foreign ministry)", OCTOBER),
    ("Karsan's defence ministry spoke.", "ministry", "Karsan (defence ministry)", OCTOBER),
    ("The Elvanian government spoke.", "government", "Elvania (government)", OCTOBER),
    ("The prime minister of Valdoria spoke.", "prime minister", "Tibor Bréhal", OCTOBER),
    ("Valdorian Prime Minister Tibor Brehal spoke.", "Brehal", "Tibor Bréhal", OCTOBER),
    ("Irvan Delko, the Karsanese energy minister, spoke. Mr Delko left.", "Delko", "Irvan Delko", OCTOBER),
    ("Irvan Delko spoke. Delko left.", "Delko", "Irvan Delko", OCTOBER),
    ("Karsanese energy minister Irvan Delko spoke.", "Delko", "Irvan Delko", OCTOBER),
    ("Gen. Irvan Delko spoke. Delko left.", "Delko", "Irvan Delko", OCTOBER),
    ("Former Karsanese president Irvan Delko spoke.", "Delko", "Irvan Delko", OCTOBER),
    ("The former Karsanese president spoke.", "president", "Karsan (former president)", OCTOBER),
    ("Karsan's former president spoke.", "president", "Karsan (former president)", OCTOBER),
    ("The future Karsanese president spoke.", "president", "", OCTOBER),
    ("Karsan's incoming president spoke.", "president", "", OCTOBER),
    # the office as the story's own people hold it
    (
        "Edmée Sorvane received Radomir Tasvek. The Valdorian president spoke.",
        "Valdorian president",
        "Edmée Sorvane",
        OCTOBER,
    ),
    (
        "Karsanese President Radomir Tasvek met Marten Quilvane. The president spoke.",
        "The president",
        "Radomir Tasvek",
        OCTOBER,
    ),
    (
        "Marten Quilvane met Radomir Tasvek. The chancellor spoke.",
        "The chancellor",
        "Marten Quilvane",
        OCTOBER,
    ),
    (
        "Mirela Kost met Radomir Tasvek. The foreign minister spoke.",
        "The foreign minister",
        "Mirela Kost",
        OCTOBER,
    ),
    ("The foreign minister spoke.", "foreign minister", "", OCTOBER),
    ("The president spoke.", "president", "", OCTOBER),
    # capitals, palaces, demonyms
    ("Orvik protested.", "Orvik", "Karsan", OCTOBER),
    ("The Citadel protested.", "Citadel", "Citadel", OCTOBER),
    ("Ormes Palace protested.", "Ormes Palace", "Ormes Palace", OCTOBER),
    ("The Rovians protested.", "Rovians", "Rovia", OCTOBER),
    ("The Karsanese protested.", "Karsanese", "Karsan", OCTOBER),
    ("Gavril Osterov called. The Rovian said that he was ready.", "Rovian", "Gavril Osterov", OCTOBER),
    ("The Rovian port is closed.", "Rovian", "", OCTOBER),
    ("A Rovian ship sank.", "Rovian", "", OCTOBER),
    ("The Karsanese delegation arrived.", "delegation", "Karsan (delegation)", OCTOBER),
    (
        "The Karsanese and Valdorian delegations arrived.",
        "delegations",
        "Karsan (delegation);Valdoria (delegation)",
        OCTOBER,
    ),
    ("The Valdorian side spoke.", "Valdorian side", "Valdoria", OCTOBER),
    # pronouns
    ("Edmée Sorvane met Radomir Tasvek. She spoke.", "She", "Edmée Sorvane", OCTOBER),
    ("Edmée Sorvane met Radomir Tasvek. He spoke.", "He", "Radomir Tasvek", OCTOBER),
    ("Mirela Kost met Solveig Aster. She spoke.", "She", "Mirela Kost", OCTOBER),
    ("Mirela Kost met Solveig Aster. The latter spoke.", "The latter", "Solveig Aster", OCTOBER),
    ("Mirela Kost met Solveig Aster. The former spoke.", "The former", "Mirela Kost", OCTOBER),
    ("Edmée Sorvane met Gavril Osterov. She promised him wheat.", "him", "Gavril Osterov", OCTOBER),
    ("Radomir Tasvek met Edmée Sorvane. He promised her an answer.", "her", "Edmée Sorvane", OCTOBER),
    (
        "The Citadel confirmed the call on Monday. It said that the gas would flow.",
        *("It said", "Citadel", OCTOBER),
    ),
    # of whatever a sentence tells, "it said" means who spoke before
    ("Tasvek said that the dam stood. Rovia has no seat there, it said.", "it said", "", OCTOBER),
    ("It rained on Orvik.", "It", "", OCTOBER),
    ("The bridge broke. It was old.", "It", "", OCTOBER),
    ("Edmée Sorvane called Radomir Tasvek. They spoke.", "They", "Edmée Sorvane;Radomir Tasvek", OCTOBER),
    ("He spoke.", "He", "", OCTOBER),
    # pairs
    (
        "Radomir Tasvek received Gavril Osterov. The two men dined.",
        "two men",
        "Radomir Tasvek;Gavril Osterov",
        OCTOBER,
    ),
    (
        "Radomir Tasvek received Gavril Osterov. The two leaders dined.",
        "two leaders",
        "Radomir Tasvek;Gavril Osterov",
        OCTOBER,
    ),
    (
        "Radomir Tasvek received Gavril Osterov. The two presidents dined.",
        "two presidents",
        "Radomir Tasvek;Gavril Osterov",
        OCTOBER,
    ),
    (
        "Radomir Tasvek received Gavril Osterov. Both leaders dined.",
        "Both leaders",
        "Radomir Tasvek;Gavril Osterov",
        OCTOBER,
    ),
    (
        "Radomir Tasvek received Gavril Osterov. Both presidents dined.",
        "Both presidents",
        "Radomir Tasvek;Gavril Osterov",
        OCTOBER,
    ),
    (
        "Radomir Tasvek received Gavril Osterov. The pair dined.",
        "The pair",
        "Radomir Tasvek;Gavril Osterov",
        OCTOBER,
    ),
    ("Karsan and Rovia signed. The two sides agreed.", "two sides", "Karsan;Rovia", OCTOBER),
    ("Karsan and Rovia signed. Both sides agreed.", "Both sides", "Karsan;Rovia", OCTOBER),
    (
        "Radomir Tasvek, Gavril Osterov and Edmée Sorvane met. The three leaders dined.",
        "three leaders",
        "Radomir Tasvek;Gavril Osterov;Edmée Sorvane",
        OCTOBER,
    ),
    ("The two men dined.", "two men", "", OCTOBER),
    ("Both leaders dined.", "Both leaders", "", OCTOBER),
    # counterparts
    (
        "Edmée Sorvane called her Karsanese counterpart.",
        "her Karsanese counterpart",
        "Radomir Tasvek",
        OCTOBER,
    ),
    ("Mirela Kost met her Elvanian counterpart.", "her Elvanian counterpart", "Solveig Aster", OCTOBER),
    ("Mirela Kost met her Elvanian counterpart Solveig Aster.", "counterpart", "Solveig Aster", OCTOBER),
    ("Edmée Sorvane called her counterpart, Radomir Tasvek.", "counterpart", "Radomir Tasvek", OCTOBER),
    (
        "Radomir Tasvek called Gavril Osterov. His counterpart declined.",
        "counterpart",
        "Gavril Osterov",
        OCTOBER,
    ),
    ("Mirela Kost's Elvanian counterpart spoke.", "counterpart", "Solveig Aster", OCTOBER),
    ("Marten Quilvane met his Cardennese counterpart.", "counterpart", "Nora Falguen", OCTOBER),
    ("Edmée Sorvane called. A counterpart declined.", "counterpart", "", OCTOBER),
    # whose adviser, spokesman, office
    ("Tasvek's spokesman spoke.", "spokesman", "Citadel", OCTOBER),
    ("An aide to Tasvek spoke.", "aide", "Karsan (adviser)", OCTOBER),
    ("An adviser to President Tasvek spoke.", "adviser", "Karsan (adviser)", OCTOBER),
    ("Tasvek's adviser Irvan Delko spoke.", "Delko", "Irvan Delko", OCTOBER),
    ("Tasvek's office spoke.", "office", "Citadel", OCTOBER),
    ("Osterov's office spoke.", "office", "Old Fort", OCTOBER),
    ("The Osterov administration spoke.", "administration", "Rovia (government)", OCTOBER),
    ("The office spoke.", "office", "", OCTOBER),
    ("The administration spoke.", "administration", "", OCTOBER),
    ("Osterov's foreign minister spoke.", "foreign minister", "Mirela Kost", OCTOBER),
    ("An aide spoke.", "aide", "", OCTOBER),
    # the same source
    (
        "According to the Citadel, the gas flows. The statement said more.",
        "The statement",
        "Citadel",
        OCTOBER,
    ),
    (
        "The Karsanese foreign ministry spoke. The ministry said more.",
        "The ministry",
        "Karsan (foreign ministry)",
        OCTOBER,
    ),
    ("The Citadel spoke. The ministry said more.", "The ministry", "", OCTOBER),
    # possessives: not the possessor who speaks, but who it is
    ("Radomir Tasvek's offer was refused.", "Tasvek", "Radomir Tasvek", OCTOBER),
    ("Putin's offer was refused.", "Putin", "Vladimir Putin", OCTOBER),
    # real offices with their dates
    ("The French president spoke.", "French president", "Emmanuel Macron", "2022-03"),
    ("The French president spoke.", "French president", "Nicolas Sarkozy", "2008-08"),
    ("The French president spoke.", "French president", "Jacques Chirac", "2006-03"),
    ("The US president spoke.", "US president", "Joe Biden", "2022-03"),
    ("The U.S. president spoke.", "U.S. president", "Barack Obama", "2014-03"),
    ("The American president spoke.", "American president", "George W. Bush", "2004-03"),
    ("Ukraine's president spoke.", "president", "Volodymyr Zelensky", "2022-03"),
    ("Ukraine's president spoke.", "president", "Petro Poroshenko", "2016-03"),
    ("The German chancellor spoke.", "German chancellor", "Olaf Scholz", "2022-03"),
    ("The German chancellor spoke.", "German chancellor", "Angela Merkel", "2014-03"),
    ("The Russian foreign minister spoke.", "foreign minister", "Sergey Lavrov", "2014-03"),
    ("The Saudi crown prince spoke.", "crown prince", "Mohammed bin Salman", "2022-03"),
    ("The Turkish president spoke.", "Turkish president", "Recep Tayyip Erdogan", "2022-03"),
    ("The French president spoke.", "French president", "France (president)", None),
    ("The British prime minister spoke.", "prime minister", "Boris Johnson", "2022-03"),
    ("The UK prime minister spoke.", "prime minister", "Boris Johnson", "2022-03"),
    ("UK PM Boris Johnson spoke.", "Johnson", "Boris Johnson", "2022-03"),
    ("The US secretary of state spoke.", "secretary of state", "Antony Blinken", "2022-03"),
    ("US Secretary of State Antony Blinken spoke.", "Blinken", "Antony Blinken", "2022-03"),
    ("Sergei Lavrov met Edmée Sorvane. The secretary of state spoke.", "secretary of state", "", "2022-03"),
    ("The EU foreign policy chief spoke.", "chief", "Josep Borrell", "2022-03"),
    ("The EU's top diplomat spoke.", "top diplomat", "Josep Borrell", "2022-03"),
    ("The UN secretary-general spoke.", "secretary-general", "António Guterres", "2022-03"),
    ("NATO Secretary-General Jens Stoltenberg spoke.", "Stoltenberg", "Jens Stoltenberg", "2022-03"),
    ("The NATO chief spoke.", "NATO chief", "Jens Stoltenberg", "2022-03"),
    ("The Kremlin leader spoke.", "Kremlin leader", "Vladimir Putin", "2022-03"),
    ("The Kremlin spoke.", "Kremlin", "Kremlin", "2022-03"),
    ("The Elysee spoke.", "Elysee", "Elysee", "2022-03"),
    ("The Élysée Palace spoke.", "Élysée Palace", "Elysee", "2022-03"),
    ("Downing Street spoke.", "Downing Street", "Downing Street", "2022-03"),
    ("No 10 spoke.", "No 10", "Downing Street", "2022-03"),
    ("The White House spoke.", "White House", "White House", "2022-03"),
    ("The State Department spoke.", "State Department", "United States (State Department)", "2022-03"),
    ("Foggy Bottom spoke.", "Foggy Bottom", "United States (State Department)", "2022-03"),
    ("The Russian Foreign Ministry spoke.", "Foreign Ministry", "Russia (foreign ministry)", "2022-03"),
    (
        "Russian Foreign Ministry spokeswoman Maria Zakharova spoke.",
        "Zakharova",
        "Maria Zakharova",
        "2022-03",
    ),
    ("Kremlin spokesman Dmitry Peskov spoke.", "Peskov", "Dmitry Peskov", "2022-03"),
    ("Moscow spoke.", "Moscow", "Russia", "2022-03"),
    ("Kiev spoke.", "Kiev", "Ukraine", "2022-03"),
    ("Kyiv spoke.", "Kyiv", "Ukraine", "2022-03"),
    ("Türkiye spoke.", "Türkiye", "Turkey", "2022-03"),
    ("Turkey spoke.", "Turkey", "Turkey", "2022-03"),
    ("The US spoke.", "US", "United States", "2022-03"),
    ("They told us nothing.", "us", "", OCTOBER),
    ("Macron and the Russian met. The Frenchman spoke.", "Frenchman", "Emmanuel Macron", "2022-03"),
    ("The French protested.", "French", "France", "2022-03"),
    ("The Americans protested.", "Americans", "United States", "2022-03"),
    ("Macron spoke.", "Macron", "Emmanuel Macron", "2022-03"),
    # spellings
    ("Volodymyr Zelenskyy spoke.", "Zelenskyy", "Volodymyr Zelensky", "2022-03"),
    ("Volodymyr Zelenskiy spoke.", "Zelenskiy", "Volodymyr Zelensky", "2022-03"),
    ("Zelenskyi spoke.", "Zelenskyi", "Volodymyr Zelensky", "2022-03"),
    ("Sergei Lavrov spoke.", "Lavrov", "Sergey Lavrov", "2022-03"),
    ("Dmitri Peskov spoke.", "Peskov", "Dmitry Peskov", "2022-03"),
    ("Kim Jong Un spoke.", "Kim", "Kim Jong-un", "2022-03"),
    ("Recep Tayyip Erdoğan spoke.", "Erdoğan", "Recep Tayyip Erdogan", "2022-03"),
    ("Mohammad bin Salman spoke.", "bin Salman", "Mohammed bin Salman", "2022-03"),
    # joint names
    ("Macron and Scholz spoke.", "Scholz", "Olaf Scholz", "2022-03"),
    ("Macron and Scholz spoke.", "Macron", "Emmanuel Macron", "2022-03"),
    ("Presidents Macron and Putin spoke.", "Putin", "Vladimir Putin", "2022-03"),
    (
        "The French and German leaders, Emmanuel Macron and Olaf Scholz, spoke.",
        "Scholz",
        "Olaf Scholz",
        "2022-03",
    ),
    (
        "The presidents of France and Ukraine spoke.",
        "presidents",
        "Emmanuel Macron;Volodymyr Zelensky",
        "2022-03",
    ),
    (
        "The French and Ukrainian presidents spoke.",
        "presidents",
        "Emmanuel Macron;Volodymyr Zelensky",
        "2022-03",
    ),
    # the subject of the clause above; not the object of its own verb; not an agent in passing
    (
        "Radomir Tasvek, who was briefed by Marten Quilvane, said he was grateful.",
        "he",
        "Radomir Tasvek",
        OCTOBER,
    ),
    ("Tasvek told Quilvane on Monday that he would come.", "he", "Radomir Tasvek", OCTOBER),
    ("Tasvek struck back: the gas is a weapon, he warned Quilvane.", "he", "Radomir Tasvek", OCTOBER),
    (
        "An aide spoke. Sorvane's position is firm. She said that the dam would stand.",
        "She",
        "Edmée Sorvane",
        OCTOBER,
    ),
    # whoever the president is, it is not the one he speaks with; nor is "he" that one
    ("The president spoke with Gavril Osterov on Monday.", "president", "", OCTOBER),
    ("The president called Gavril Osterov on Monday. He praised the talks.", "He", "", OCTOBER),
    # said to be of somebody else
    ("The leader of the opposition spoke.", "leader", "", OCTOBER),
    ("Tasvek called. The leader of the opposition, Irvan Delko, protested.", "Delko", "Irvan Delko", OCTOBER),
    ("Tasvek called. The president of the Karsanese bank spoke.", "president", "", OCTOBER),
    ("Mirela Kost called. The North's foreign ministry spoke.", "ministry", "", OCTOBER),
    (
        "Marten Quilvane called Tasvek. His foreign minister agreed.",
        "foreign minister",
        "Solveig Aster",
        OCTOBER,
    ),
    ("Tibor Bréhal's spokesman said no.", "spokesman", "Valdoria (prime minister's office)", OCTOBER),
    ("A senior administration official spoke.", "official", "United States (senior official)", OCTOBER),
    # a dateline is nobody
    ("ORVIK (KarsInfo) - The government fell on Monday.", "ORVIK", "", OCTOBER),
    ("ORVIK, Oct. 3 - The government fell on Monday.", "ORVIK", "", OCTOBER),
    # the story's own people before others of their name
    ("Suh Min-seo met Aya Kurosaki. Suh said that she was content.", "Suh said", "Suh Min-seo", "2022-03"),
    # part of a longer name: somebody else, unless the initials agree
    ("Cameron Tasvek spoke.", "Tasvek", "Cameron Tasvek", OCTOBER),
    ("Radomír Tasvek spoke.", "Tasvek", "Radomir Tasvek", OCTOBER),
    ("Rado Tasvek spoke.", "Tasvek", "Radomir Tasvek", OCTOBER),
    ("Joseph Biden spoke.", "Biden", "Joe Biden", "2022-03"),
    ("Hunter Biden was not there.", "Biden", "Hunter Biden", "2022-03"),
    ("Hong Kong is calm.", "Hong Kong", "", "2002-03"),
    ("Macron told Putin Tuesday that it was over.", "Putin", "Vladimir Putin", "2022-03"),
    ("President Tasvek and Chancellor Quilvane spoke.", "Quilvane", "Marten Quilvane", OCTOBER),
    # no person
    ("The Black Sea is calm.", "Black Sea", "", OCTOBER),
    ("The Minsk Agreements hold.", "Agreements", "", OCTOBER),
    ("Nord Stream is closed.", "Nord Stream", "", OCTOBER),
    ("The Gulf Stream warms.", "Stream", "", OCTOBER),
    ("Air Force One landed.", "Air Force One", "", OCTOBER),
    ("Long talks were held.", "Long", "", OCTOBER),
    ("Rice prices fell.", "Rice", "", OCTOBER),
    ("The Premier League resumes.", "League", "", OCTOBER),
    ("He read the Port-Lazare Gazette.", "Gazette", "", OCTOBER),
]


@pytest.mark.parametrize(("text", "words", "who", "published"), ROWS)
def test_who_it_is(text: str, words: str, who: str, published: str | None, last_in: LastIn) -> None:
    mention = last_in(text, words, published=published)
    found = [r.actor.name for r in mention.referents] if mention else []
    assert found == (who.split(";") if who else [])


@pytest.mark.parametrize(
    ("text", "words", "candidates"),
    [
        # a president and a prime minister: either may be called the leader
        ("The Karsanese leader called.", "Karsanese leader", {"Radomir Tasvek", "Janko Merel"}),
        # two of one name, both in office
        ("Singh spoke on Monday.", "Singh", set()),
    ],
)
def test_who_it_may_be(text: str, words: str, candidates: set[str], last_in: LastIn) -> None:
    mention = last_in(text, words)
    assert mention is None or not mention.referents
    assert {c.actor.name for c in mention.candidates} == candidates if mention else not candidates


def test_a_surname_of_two_people_of_the_story_is_neither(last_in: LastIn) -> None:
    text = (
        "Irvan Delko, the Karsanese energy minister, met Ana Delko, the Rovian energy minister. Delko spoke."
    )
    mention = last_in(text, "Delko")
    assert mention is not None
    assert not mention.referents
    assert {c.actor.name for c in mention.candidates} == {"Irvan Delko", "Ana Delko"}


def test_courtesy_tells_two_of_one_name_apart(last_in: LastIn) -> None:
    text = "Mr. Irvan Delko met Mrs. Ana Delko on Monday. Mrs. Delko said that she was content."
    mention = last_in(text, "Delko")
    assert mention is not None
    assert [r.actor.name for r in mention.referents] == ["Ana Delko"]


def test_a_person_unknown_to_the_registry_is_who_the_text_says(last_in: LastIn) -> None:
    mention = last_in("Irvan Delko, the Karsanese energy minister, spoke. Mr. Delko promised gas.", "Delko")
    assert mention is not None
    (who,) = mention.referents
    assert (who.actor.name, who.actor.id, who.country) == ("Irvan Delko", None, "ex:karsan")


def test_a_headline_in_title_case_names_nobody_unknown(who_in: Callable[..., list[Mention]]) -> None:
    text = "Tasvek Tells Sorvane Karsan Will Open Dam Gates\n\nKarsanese President Radomir Tasvek spoke."
    named = {r.actor.name for m in who_in(text) for r in m.referents}
    assert named == {"Radomir Tasvek", "Edmée Sorvane", "Karsan"}
