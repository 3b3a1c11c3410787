"""What English news says of times: our own sentences, and what each expression in them means.

Each row is a sentence and the summaries of its expressions (see `conftest.py`); an empty list is a trap:
words that only look like a time.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import DayRange
from verbale.times import TimeExpression, TimeLexicon, find_times, parse_edtf, publication_from_text, resolve

ROWS: list[tuple[str, list[str]]] = [
    (
        "The two presidents spoke on 12 March 2022 for nearly two hours.",
        ["<12 March 2022> date 2022-03-12", "<nearly two hours> duration PT2H 120min approx lasted"],
    ),
    (
        "The king received the Valdorian prime minister on the morning of Wednesday, October 4.",
        ["<the morning of Wednesday, October 4> time XXXX-10-04TMO MO"],
    ),
    ("The two ministers held a conversation on Friday.", ["<Friday> date XXXX-WXX-5"]),
    ("On February 12 the chancellor of Valdoria hosted his neighbour.", ["<February 12> date XXXX-02-12"]),
    ("He had seen him last Nov. 7 in Rabat.", ["<last Nov. 7> date XXXX-11-07 last"]),
    (
        "Saturday 12 March: the Valdorian president called her neighbour.",
        ["<Saturday 12 March> date XXXX-03-12"],
    ),
    ("OSLO, March 6 - the Valdorian minister said he was ready.", ["<March 6> date XXXX-03-06"]),
    (
        "The meeting, planned for early March, has been put off to mid-June.",
        ["<early March> date XXXX-03 START", "<mid-June> date XXXX-06 MID"],
    ),
    ("A summit will be held at the end of May.", ["<at the end of May> date XXXX-05 END"]),
    ("In March the two heads of state had met in Tbilisi.", ["<March> date XXXX-03"]),
    ("The accords of 12 February 2015 remain a dead letter.", ["<12 February 2015> date of 2015-02-12"]),
    (
        "He has led the country since 2016 and went there in 2018.",
        ["<2016> date since 2016", "<2018> date 2018"],
    ),
    ("Last year Norland had turned the offer down.", ["<Last year> date -1 year publication"]),
    ("They spoke by video link on Tuesday evening.", ["<Tuesday evening> time XXXX-WXX-2TEV EV"]),
    ("The spokesman confirmed it late Monday.", ["<late Monday> date XXXX-WXX-1"]),
    ("Last Tuesday the king of Norland had reached his neighbour.", ["<Last Tuesday> date XXXX-WXX-2 last"]),
    ("The delegation is expected in Geneva next Tuesday.", ["<next Tuesday> date XXXX-WXX-2 next"]),
    ("Last week both camps accused each other.", ["<Last week> date -1 week publication"]),
    ("This weekend negotiators met in Doha.", ["<This weekend> date +0 weekend publication"]),
    ("Overnight Monday to Tuesday, drones hit the port.", ["<Overnight Monday to Tuesday> time range NI"]),
    (
        "Yesterday, today and tomorrow: three days of talks.",
        [
            "<Yesterday> date -1 day publication",
            "<today> date +0 day publication",
            "<tomorrow> date +1 day publication",
            "<three days> duration P3D 4320min exact lasted",
        ],
    ),
    ("They had spoken the day before yesterday.", ["<the day before yesterday> date -2 day publication"]),
    ("The two leaders spoke earlier on Friday.", ["<earlier on Friday> date XXXX-WXX-5"]),
    ("A day earlier, the emir had called the sultan.", ["<A day earlier> date -1 day reference"]),
    ("The previous day he had reached the secretary-general.", ["<The previous day> date -1 day reference"]),
    ("The envoy met him three days ago, the ministry said.", ["<three days ago> date -3 day publication"]),
    (
        "She called him back five days after their meeting.",
        ["<five days after> date +5 day event from 'their meeting'"],
    ),
    ("They spoke two days before the summit.", ["<two days before> date -2 day event from 'the summit'"]),
    (
        "He called him on the fifth day of the invasion.",
        ["<on the fifth day of> date +4 day event from 'the invasion'"],
    ),
    (
        "The conversation, their third since Feb. 24, lasted an hour and 45 minutes.",
        [
            "<their third> ordinal no. 3",
            "<Feb. 24> date since XXXX-02-24",
            "<an hour and 45 minutes> duration PT1H45M 105min exact lasted",
        ],
    ),
    ("They talked for two weekends.", ["<two weekends> duration P2WE 5760min exact lasted"]),
    ("It was a 90-minute call.", ["<90-minute> duration PT90M 90min exact lasted"]),
    (
        "It was the second phone call in three days.",
        ["<the second phone call> ordinal no. 2", "<three days> duration P3D 4320min exact distance"],
    ),
    ("The hour-long call was at Valdoria's request.", ["<hour-long> duration PT1H 60min exact lasted"]),
    (
        "The two held a nearly two-hour phone call on Sunday.",
        ["<nearly two-hour> duration PT2H 120min approx lasted", "<Sunday> date XXXX-WXX-7"],
    ),
    (
        "They talked for more than an hour and a half.",
        ["<more than an hour and a half> duration PT1H30M 90min at_least lasted"],
    ),
    ("They talked for at least 40 minutes.", ["<at least 40 minutes> duration PT40M 40min at_least lasted"]),
    (
        "They talked for about three quarters of an hour.",
        ["<about three quarters of an hour> duration PT45M 45min approx lasted"],
    ),
    (
        "The talks, between two and three hours long, ended at 6 p.m.",
        ["<between two and three hours> duration PT2H 120min approx lasted", "<6 p.m.> time T18:00"],
    ),
    ("The two will speak at 3 p.m. on Thursday.", ["<3 p.m. on Thursday> time XXXX-WXX-4T15:00"]),
    ("A news conference will follow at 1430 GMT.", ["<1430 GMT> time T14:30"]),
    (
        "The line was cut at 10:15 p.m. Moscow time on Wednesday.",
        ["<10:15 p.m. Moscow time on Wednesday> time XXXX-WXX-3T22:15"],
    ),
    (
        "He landed shortly before midnight on Saturday.",
        ["<midnight on Saturday> time before XXXX-WXX-6T00:00"],
    ),
    ("She spoke to him this morning.", ["<this morning> time +0 day publication MO"]),
    ("He met the delegation late last night.", ["<late last night> time -1 day publication NI"]),
    ("They will meet again in two weeks.", ["<in two weeks> date +2 week publication"]),
    ("They will speak again in three days' time.", ["<in three days' time> date +3 day publication"]),
    ("The ministers will meet within ten days.", ["<within ten days> date FUTURE_REF 0..10 publication"]),
    (
        "In recent days the two have spoken several times.",
        ["<In recent days> date PAST_REF -15..0 publication", "<several times> set"],
    ),
    (
        "They are expected to meet in the coming weeks.",
        ["<in the coming weeks> date FUTURE_REF 0..35 publication"],
    ),
    ("The ceasefire came into force on the 23rd, but it failed.", ["<the 23rd> date XXXX-XX-23"]),
    ("The sides have until Thursday to answer.", ["<Thursday> date until XXXX-WXX-4"]),
    ("No meeting is planned before 2 May.", ["<2 May> date before XXXX-05-02"]),
    (
        "Since the start of the war on 24 February they have spoken nine times.",
        ["<24 February> date XXXX-02-24", "<nine times> set"],
    ),
    ("After Tuesday's call the palace said nothing.", ["<Tuesday> date of XXXX-WXX-2"]),
    ("Monday's attack killed four people.", ["<Monday> date of XXXX-WXX-1"]),
    ("The 2015 agreement was never applied.", ["<2015> date of 2015"]),
    ("They met again on March 12 and 19, 2024.", ["<March 12 and 19, 2024> date range"]),
    ("The summit will be held from 19 to 23 July.", ["<from 19 to 23 July> date range"]),
    ("The visit lasted from Monday to Wednesday.", ["<from Monday to Wednesday> date range"]),
    ("The letter is dated 03/04/2022.", ["<03/04/2022> date range"]),
    ("The letter is dated 23/04/2022.", ["<23/04/2022> date 2022-04-23"]),
    ("The letter is dated 04/23/2022.", ["<04/23/2022> date 2022-04-23"]),
    ("The letter is dated 2022-04-23.", ["<2022-04-23> date 2022-04-23"]),
    ("On New Year's Day he addressed the troops.", ["<New Year's Day> date XXXX-01-01"]),
    ("The Council meets every Tuesday.", ["<every Tuesday> set XXXX-WXX-2"]),
    ("Their aides speak daily.", ["<daily> set P1D"]),
    ("They had last met in the spring of 2021.", ["<in the spring of 2021> date 2021-SP"]),
    (
        "The following Tuesday, the king received her.",
        ["<The following Tuesday> date XXXX-WXX-2 1..7 reference"],
    ),
    ("He had called her the previous Friday.", ["<the previous Friday> date XXXX-WXX-5 -7..-1 reference"]),
    ("The vote will be held on Monday next week.", ["<Monday next week> date +1 week publication"]),
    ("The war began in late February 2022.", ["<in late February 2022> date 2022-02 END"]),
    ("They had not spoken for months.", ["<months> duration PXM Nonemin exact lasted"]),
    ("The negotiators sat down hours after the attack.", ["<hours after> time 0..1 event from 'the attack'"]),
    ("A few days later the line was restored.", ["<A few days later> date 1..15 reference"]),
    (
        "In the evening of the same day he denied it.",
        ["<In the evening of the same day> time +0 day reference EV"],
    ),
    ("He will travel there later this week.", ["<later this week> date +0 week publication"]),
    ("They will meet at the end of the month.", ["<at the end of the month> date +0 month publication END"]),
    (
        "The two men met the day after the election.",
        ["<the day after> date +1 day event from 'the election'"],
    ),
    ("The day after, Valdoria issued a denial.", ["<The day after> date +1 day reference"]),
    (
        "He summoned the ambassador a few days after the strike.",
        ["<a few days after> date 1..15 event from 'the strike'"],
    ),
    (
        "The foreign ministers met on the sidelines of the summit on Thursday, 10 March.",
        ["<Thursday, 10 March> date XXXX-03-10"],
    ),
    (
        "The call on Tuesday, March 12, 2022, was short.",
        ["<Tuesday, March 12, 2022> date 2022-03-12 conflict"],
    ),
    ("It happened a week ago Tuesday.", ["<a week ago Tuesday> date XXXX-WXX-2 -13..-7 publication"]),
    ("The president spoke at noon.", ["<noon> time T12:00"]),
    (
        "They have met only twice in the past two years.",
        ["<in the past two years> date PAST_REF -732..0 publication"],
    ),
    (
        "On day three of the offensive she called again.",
        ["<On day three of> date +2 day event from 'the offensive she called again'"],
    ),
    (
        "The first convoy left at dawn on Friday, hours before the call.",
        ["<Friday> date XXXX-WXX-5", "<hours before> time -1..0 event from 'the call'"],
    ),
    ("The ministry posted the text at 23:40.", ["<23:40> time T23:40"]),
    (
        "The minister will speak in the afternoon on Friday.",
        ["<in the afternoon on Friday> time XXXX-WXX-5TAF AF"],
    ),
    (
        "Thursday's hours-long meeting brought nothing.",
        ["<Thursday> date of XXXX-WXX-4", "<hours-long> duration PTXH Nonemin exact lasted"],
    ),
    (
        "They spoke on Monday, the first time since May.",
        ["<Monday> date XXXX-WXX-1", "<the first time> ordinal no. 1", "<May> date since XXXX-05"],
    ),
    (
        "In March the first call failed.",
        ["<March> date XXXX-03", "<the first call> ordinal no. 1"],
    ),
    ("He recalled a May 9 phone call.", ["<May 9> date of XXXX-05-09"]),
    ("The half-hour conversation was friendly.", ["<half-hour> duration PT30M 30min exact lasted"]),
    (
        "They met for more than 2 1/2 hours.",
        ["<more than 2 1/2 hours> duration PT2H30M 150min at_least lasted"],
    ),
    ("It was a 3½-hour meeting.", ["<3½-hour> duration PT3H30M 210min exact lasted"]),
    (
        "An hour-and-a-half-long conversation followed.",
        ["<An hour-and-a-half-long> duration PT1H30M 90min exact lasted"],
    ),
    ("They spoke for one-and-a-half hours.", ["<one-and-a-half hours> duration PT1H30M 90min exact lasted"]),
    ("They spoke for 1h 20m.", ["<1h 20m> duration PT1H20M 80min exact lasted"]),
    (
        "The one-hour, ten-minute call was frank.",
        ["<one-hour, ten-minute> duration PT1H10M 70min exact lasted"],
    ),
    (
        "They spoke for the better part of two hours.",
        ["<the better part of two hours> duration PT2H 120min approx lasted"],
    ),
    (
        "They spoke for just shy of two hours.",
        ["<just shy of two hours> duration PT2H 120min at_most lasted"],
    ),
    ("It took forty difficult minutes.", ["<forty difficult minutes> duration PT40M 40min exact lasted"]),
    # traps
    ("The sun sat low over the palace.", []),
    ("The government may march on regardless.", []),
    ("May I ask who called?", []),
    ("Protesters march every time; they may not stop.", []),
    ("He may call.", []),
    ("The 45-year-old negotiator is a former diplomat.", []),
    ("She was a minister at the age of 34.", []),
    ("He read the Sunday Times and USA Today.", []),
    ("The Good Friday Agreement was not touched.", []),
    ("Veterans of the Second World War attended.", []),
    ("The First Lady came too.", []),
    ("Theresa May called her neighbour.", []),
    ("A second convoy left the port.", []),
    ("The second vehicle was burnt out.", []),
    ("They hope one day to make peace.", []),
    ("He was named person of the year.", []),
    ("The Six-Day War changed the map.", []),
    ("The Arab Spring toppled him.", []),
    ("The price fell 3.5 percent.", []),
    ("The tanks advanced 12 km.", []),
    ("More than 2000 people were killed.", []),
    ("The resolution 2254 was cited.", []),
    ("The bill cost $2015.", []),
    ("The vote was 24-12.", []),
    ("France 24 carried the speech.", []),
    ("He held a seat on the council.", []),
    ("His second wife is a doctor.", []),
    ("She was first to answer.", []),
    ("The column had 40 vehicles.", []),
    ("Ministers march in step.", []),
    ("The mar on his record stayed.", []),
    ("It may be years old.", []),
    ("He sat with the sun behind him.", []),
    ("The decision was second to none.", []),
    ("He spoke on Today programme.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_expressions(
    sentence: str, expected: list[str], english: TimeLexicon, summary: Callable[[TimeExpression, str], str]
) -> None:
    assert [summary(e, sentence) for e in find_times(sentence, english)] == expected


def test_traps_are_many_and_found_empty() -> None:
    assert sum(not expected for _, expected in ROWS) >= 25


# published in the week of the story, in its month, or at a time nobody tells
DAYS = [
    ("They spoke on Tuesday.", "2022-03-10", "2022-03-08"),
    ("They spoke on Tuesday.", "2022-03", "[2022-03-01,2022-03-08,2022-03-15,2022-03-22,2022-03-29]"),
    ("They spoke on Tuesday.", None, None),
    ("They spoke last Tuesday.", "2022-03-08", "2022-03-01"),
    ("They speak next Tuesday.", "2022-03-08", "2022-03-15"),
    ("They spoke earlier on Friday.", "2022-03-05", "2022-03-04"),
    ("They spoke late Monday.", "2022-03-08", "2022-03-07"),
    ("Drones came overnight Monday to Tuesday.", "2022-03-08", "2022-03-07/2022-03-08"),
    ("They spoke yesterday.", "2022-03-08", "2022-03-07"),
    ("They spoke three days ago.", "2022-03-08", "2022-03-05"),
    ("They spoke last week.", "2022-03-08", "2022-02-28/2022-03-06"),
    ("They spoke on Feb. 24.", "2022-03-08", "2022-02-24"),
    ("They spoke on 24 February 2022.", None, "2022-02-24"),
    ("They spoke on the 24th of February, 2022.", None, "2022-02-24"),
    ("They spoke on Wednesday 2 March.", "2022-03", "2022-03-02"),
    ("They spoke this morning.", "2022-03-08", "2022-03-08"),
    ("They spoke on December 2 last year.", "2022-03-08", "2021-12-02"),
    ("They last spoke in December of last year.", "2022-03-08", "2021-12"),
    ("They will speak in May this year.", "2022-03-08", "2022-05"),
    ("They spoke last night.", "2022-03-08", "2022-03-07"),
    # 3 April or 4 March: the text does not say which
    ("The letter is of 03/04/2022.", None, "[2022-03-04,2022-04-03]"),
    ("The letter is of 25/04/2022.", None, "2022-04-25"),
    ("They had spoken the day before.", "2022-03-08", None),
    ("They had spoken on May 3 that year.", "2022-03-08", None),
    ("They had spoken in May of the same year.", "2022-03-08", None),
    ("They met two days after the summit.", "2022-03-08", None),
]


@pytest.mark.parametrize(("sentence", "published", "edtf"), DAYS)
def test_days(sentence: str, published: str | None, edtf: str | None, english: TimeLexicon) -> None:
    (expression, *rest) = find_times(sentence, english)
    assert not rest
    days = resolve(expression, parse_edtf(published) if published else None, direction=None)
    assert days is not None
    assert days.edtf == edtf


STAMPS = [
    ("Published March 3, 2022 4:15 PM EST\n\nThe two spoke.", "2022-03-03"),
    ("Updated 5:12 PM EST, Fri March 4, 2022\n\nThe two spoke.", "2022-03-04"),
    ("Posted on 3 March 2022 by the press office\n\nThe two spoke.", "2022-03-03"),
    ("3 March 2022\nOffice of the President\n\nThe two spoke.", "2022-03-03"),
    ("OSLO, March 3, 2022 (Reuters) - The two spoke.", "2022-03-03"),
    ("Port Osu, 3 March 2022 — The two spoke.", "2022-03-03"),
    ("The two spoke\n\nOslo, Norland – 3 March 2022 – The two spoke.", "2022-03-03"),
    ("OSLO, March 3, 2022. /TASS/. The two spoke.", "2022-03-03"),
    ("Oslo, March 3, 2022, SPA -- The two spoke.", "2022-03-03"),
    ("OSLO: 3 March 2022 (APP) - The two spoke.", "2022-03-03"),
    # a headline, and sentences
    ("Summit of Oslo, 3 March 2022: the Eleven divided\n\nThe two spoke.", None),
    ("He was seen in Oslo, 3 March 2022 - a first.", None),
    ("In Oslo, 3 March 2022 – the day of the fire – the two spoke.", None),
    # a sentence, not a stamp
    ("Published on 3 March 2022, the report accuses the army.", None),
    ("The two presidents spoke on 3 March 2022.", None),
]


@pytest.mark.parametrize(("text", "edtf"), STAMPS)
def test_stamps(text: str, edtf: str | None, english: TimeLexicon) -> None:
    found = publication_from_text(text, english)
    assert (found.edtf if found else None) == edtf


def test_a_dateline_without_a_year_takes_it_from_what_is_known(english: TimeLexicon) -> None:
    found = publication_from_text("date 2022-03 OSLO, March 3 (Reuters) - The two spoke.", english)
    assert found is not None
    assert found.days == DayRange(*2 * (parse_edtf("2022-03-03").first,))  # type: ignore[union-attr]
