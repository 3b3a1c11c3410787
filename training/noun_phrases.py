"""Noun phrases of the news: leaders with their titles, capitals, institutions, sources."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from training.phrases import Sentence, phrase, word
from training.trees import Tree

SOURCE_KINDS = ("diplomatique", "gouvernementale", "européenne", "militaire")
WORDS = Path(__file__).parent / "fr" / "templates.toml"


@dataclass(frozen=True, slots=True)
class Speakers:
    """Makes noun phrases at random from the word lists of `templates.toml`."""

    words: dict[str, Any]
    random: Random

    def pick(self, field: str) -> str:
        """A word of a list."""
        return str(self.random.choice(self.words[field]))

    def phrase(self, field: str) -> Tree:
        """A phrase of a list, read."""
        return phrase(self.pick(field))

    def matter(self) -> Tree:
        """What is asked for or spoken of."""
        return self.phrase("matters")

    def speaker(self, *, long: bool = True) -> Tree:
        """Whoever may speak; `long` allows appositions between commas."""
        kinds = [
            (18, self.person),
            (10, self.courtesy),
            (9, self.place),
            (16, self.institution),
            (14, self.officer),
            (12, self.named_officer),
            (6, self.officer_of),
            (3, self.head_of_state),
            (5, self.unnamed),
            (3, self.ministry),
            (4, self.couple),
            (3, self.plural_body),
            (2, self.demonstrative),
        ]
        if long:
            kinds += [(7, self.name_then_office), (7, self.office_then_name)]
        return self.random.choices([make for _, make in kinds], [weight for weight, _ in kinds])[0]()

    def principal(self) -> Tree:
        """A person or a side, without commas."""
        return self.random.choice(
            [self.person, self.courtesy, self.named_officer, self.place, self.officer]
        )()

    def surname(self) -> str:
        """An invented surname."""
        if self.random.random() < 0.08:
            return f"{self._stem()}-{self._stem()}"
        return self._stem()

    def _stem(self) -> str:
        return (
            self.pick("surname_starts") + self.pick("surname_middles") + self.pick("surname_ends")
        ).replace(" ", "")

    def person(self) -> Tree:
        """Mirela Korko, or Korko alone."""
        if self.random.random() < 0.25:
            return word(self.surname(), "PROPN")
        notation = f"{self.pick('first_names')}/PROPN {self.surname()}/PROPN/flat:name:1"
        if self.random.random() < 0.12:
            notation += f" {self.surname()}/PROPN/flat:name:1"
        return phrase(notation)

    def courtesy(self) -> Tree:
        """M. Korko, Mme Korko, MM. Korko et Dansen."""
        kind = self.random.random()
        if kind < 0.12:
            return phrase(
                f"MM./NOUN {self.surname()}/PROPN/flat:name:1 et/CCONJ/cc:4 {self.surname()}/PROPN/conj:2"
            )
        if kind < 0.22:
            return phrase(
                f"M./NOUN {self.pick('first_names')}/PROPN/flat:name:1 {self.surname()}/PROPN/flat:name:2"
            )
        return phrase(f"{self.random.choice(['M.', 'M.', 'Mme'])}/NOUN {self.surname()}/PROPN/flat:name:1")

    def place(self) -> Tree:
        """A capital, for its government."""
        return word(self.pick("places"), "PROPN")

    def institution(self) -> Tree:
        """L'Élysée, le Kremlin, la Maison-Blanche."""
        kind = self.random.random()
        if kind < 0.45:
            return self._named_body("l'", self.pick("elided"))
        if kind < 0.75:
            return self._named_body("le", self.pick("masculine"))
        return self._named_body("la", self.pick("feminine"))

    def plural_body(self) -> Tree:
        """Les États-Unis."""
        return self._named_body("les", self.pick("plural"))

    @staticmethod
    def _named_body(det: str, name: str) -> Tree:
        first, *rest = name.replace("d'", "d' ").split()
        out = Sentence()
        det_place = out.add(word(det, "DET"))
        head = out.add(word(first, "PROPN"))
        out.hang(det_place, "det", head)
        marks: list[int] = []
        for part in rest:
            if part == "d'":
                marks.append(out.add(word(part, "ADP"), "case", head))
                continue
            is_common = part[0].islower()
            place = out.add(
                word(part, "ADJ" if is_common else "PROPN"), "amod" if is_common else "flat:name", head
            )
            if marks:
                out.hang(marks.pop(), "case", place)
                out.hang(place, "nmod", head)
        return out.tree()

    def officer(self, det: str | None = None) -> Tree:
        """Le président russe, la porte-parole ukrainienne, son homologue."""
        masculine, feminine = self.random.choice(self.words["nationalities"])
        if det is None and self.random.random() < 0.25:
            return phrase(f"la/DET/det:2 {self.pick('roles_feminine')}/NOUN {feminine}/ADJ/amod:2")
        kind = self.random.random()
        notation = (
            f"{det or 'le'}/DET/det:2 {self.pick('roles_masculine') if det is None else 'homologue'}/NOUN"
        )
        if kind < 0.75:
            notation += f" {masculine}/ADJ/amod:2"
        if det is None and kind > 0.92:
            return phrase(f"le/DET/det:3 Premier/ADJ/amod:3 ministre/NOUN {masculine}/ADJ/amod:3")
        return phrase(notation)

    def counterpart(self) -> Tree:
        """Son homologue turc, with or without a name."""
        base = self.officer("son")
        return self._with_name(base) if self.random.random() < 0.5 else base

    def named_officer(self) -> Tree:
        """Le président russe Anton Korko, le chancelier Dansen."""
        return self._with_name(self.officer())

    def _with_name(self, title: Tree) -> Tree:
        out = Sentence()
        top = out.add(title)
        out.add(self.person(), "appos", top)
        return out.tree()

    def officer_of(self) -> Tree:
        """Le porte-parole du Kremlin, l'ambassadeur de France en Ukraine, le chef de la diplomatie russe."""
        masculine, feminine = self.random.choice(self.words["nationalities"])
        return phrase(
            self.random.choice(
                [
                    f"le/DET/det:2 {self.pick('roles_masculine')}/NOUN du/ADP/case:4 "
                    f"{self.random.choice(['Kremlin', 'Parlement', 'Pentagone'])}/PROPN/nmod:2",
                    "l'/DET/det:2 ambassadeur/NOUN de/ADP/case:4 "
                    "France/PROPN/nmod:2 en/ADP/case:6 Ukraine/PROPN/nmod:2",
                    "le/DET/det:2 chef/NOUN de/ADP/case:5 la/DET/det:5 "
                    f"diplomatie/NOUN/nmod:2 {feminine}/ADJ/amod:5",
                    "le/DET/det:2 conseiller/NOUN du/ADP/case:4 "
                    f"président/NOUN/nmod:2 {masculine}/ADJ/amod:4",
                    "la/DET/det:2 porte-parole/NOUN de/ADP/case:5 l'/DET/det:5 "
                    f"{self.random.choice(['Élysée', 'Otan', 'ONU'])}/PROPN/nmod:2",
                    "un/DET/det:2 conseiller/NOUN de/ADP/case:4 "
                    f"{self.pick('first_names')}/PROPN/nmod:2 {self.surname()}/PROPN/flat:name:4",
                    f"l'/DET/det:2 entourage/NOUN du/ADP/case:4 président/NOUN/nmod:2 {masculine}/ADJ/amod:4",
                ]
            )
        )

    def head_of_state(self) -> Tree:
        """Le chef de l'État."""
        return phrase(
            self.random.choice(
                [
                    "le/DET/det:2 chef/NOUN de/ADP/case:5 l'/DET/det:5 État/NOUN/nmod:2",
                    "le/DET/det:2 chef/NOUN de/ADP/case:5 l'/DET/det:5 Etat/NOUN/nmod:2",
                    "les/DET/det:3 deux/NUM/nummod:3 dirigeants/NOUN",
                    "les/DET/det:3 deux/NUM/nummod:3 chefs/NOUN d'/ADP/case:5 État/NOUN/nmod:3",
                    "les/DET/det:3 deux/NUM/nummod:3 hommes/NOUN",
                ]
            )
        )

    def unnamed(self) -> Tree:
        """Une source diplomatique, des diplomates européens."""
        return phrase(
            self.random.choice(
                [
                    f"une/DET/det:2 source/NOUN {self.random.choice(SOURCE_KINDS)}/ADJ/amod:2",
                    "des/DET/det:2 diplomates/NOUN européens/ADJ/amod:2",
                    "un/DET/det:3 haut/ADJ/amod:3 responsable/NOUN américain/ADJ/amod:3",
                    "plusieurs/DET/det:2 médias/NOUN",
                    "les/DET/det:2 autorités/NOUN ukrainiennes/ADJ/amod:2",
                    "les/DET/det:2 services/NOUN du/ADP/case:4 président/NOUN/nmod:2",
                ]
            )
        )

    def ministry(self) -> Tree:
        """Le ministère de la Défense."""
        masculine, _ = self.random.choice(self.words["nationalities"])
        out = Sentence()
        top = out.add(phrase("le/DET/det:2 ministère/NOUN"))
        if self.random.random() < 0.5:
            out.add(word(masculine, "ADJ"), "amod", top)
        out.add(self.phrase("portfolios"), "nmod", top)
        return out.tree()

    def demonstrative(self) -> Tree:
        """Ce dernier, celui-ci."""
        return phrase(self.random.choice(["celui-ci/PRON", "ce/DET/det:2 dernier/ADJ", "celle-ci/PRON"]))

    def couple(self) -> Tree:
        """Korko et Dansen; le président russe et son homologue turc."""
        out = Sentence()
        top = out.add(self.principal())
        et = out.add(word("et", "CCONJ"))
        other = out.add(self.counterpart() if self.random.random() < 0.4 else self.principal(), "conj", top)
        out.hang(et, "cc", other)
        return out.tree()

    def minister(self) -> Tree:
        """Le ministre ukrainien des Affaires étrangères."""
        masculine, feminine = self.random.choice(self.words["nationalities"])
        is_woman = self.random.random() < 0.3
        out = Sentence()
        top = out.add(phrase(f"{'la' if is_woman else 'le'}/DET/det:2 ministre/NOUN"))
        if self.random.random() < 0.8:
            out.add(word(feminine if is_woman else masculine, "ADJ"), "amod", top)
        out.add(self.phrase("portfolios"), "nmod", top)
        return out.tree()

    def office_then_name(self) -> Tree:
        """Le ministre ukrainien des Affaires étrangères, Dmytro Korko,"""
        office = self.random.choice([self.minister, self.officer, self.officer_of])()
        return self._between_commas(office, self.person())

    def name_then_office(self) -> Tree:
        """Dmytro Korko, le chef de la diplomatie russe,"""
        office = self.random.choice([self.minister, self.officer, self.officer_of, self.ministry])()
        if self.random.random() < 0.35 and office[0].upos == "DET" and len(office) > 2:
            office = tuple(
                replace(token, head=token.head - 1 if token.head > 0 else token.head) for token in office[1:]
            )
        return self._between_commas(self.person(), office)

    @staticmethod
    def _between_commas(head: Tree, apposition: Tree) -> Tree:
        out = Sentence()
        top = out.add(head)
        first = out.add(word(",", "PUNCT"))
        place = out.add(apposition, "appos", top)
        out.hang_all([first, out.add(word(",", "PUNCT"))], "punct", place)
        return out.tree()


def load_speakers(random: Random) -> Speakers:
    """The word lists, with a source of chance."""
    return Speakers(tomllib.loads(WORDS.read_text(encoding="utf-8")), random)
