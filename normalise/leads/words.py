"""Words of a lead cell -> what each may be part of: a post, a body, a name, a title, a subject."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..vocabulary import Vocabulary, default_vocabulary, fold

TOKEN = re.compile(
    r"[ADTadt]/[A-Za-z]{2,}\b"  # T/DCI, A/Head
    r"|(?i:ch?|det|temp)/(?i:supt|insp|sgt|dci|di|ds)\b"  # C/Supt, Ch/Insp
    r"|[A-Za-z]{1,3}&[A-Za-z]{1,4}(?!\w)"  # A&E, H&S, T&CP
    r"|[^\W_]+(?:['’.\-][^\W_]+)*(?:['’](?!\w)|\.(?=\s|$|[A-Z]))?"  # O’Brien, Co-ordinator, J.P., Governors’, Dr.
    r"|\S"
)
CONNECTORS = frozenset({"of", "for", "to", "at", "in", "on", "from", "within", "with", "across", "the", "re", "by"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word with what the vocabulary says of it: `labels` of TITLE, GIVEN, POST, WHOLE_POST, ADJECTIVE, OPENER, BODY, WHOLE_BODY,
    EMPLOYER, TOPIC, POST_ABBR, BODY_ABBR, TOPIC_ABBR. `unit` numbers the phrase that it is part of, whose `and` separates nothing
    (0: none)."""

    text: str
    start: int
    plain: str
    is_word: bool
    """Not a mark."""
    labels: frozenset[str]
    unit: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def has(self, *labels: str) -> bool:
        return not self.labels.isdisjoint(labels)


class LeadWords:
    """The lead sections of a vocabulary, compiled for spaCy's PhraseMatcher on a blank pipeline: no model is needed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc
        from spacy.vocab import Vocab

        self._vocab = Vocab()
        self._doc: Any = Doc
        self._folded = PhraseMatcher(self._vocab)
        self._exact = PhraseMatcher(self._vocab)
        self._single: dict[str, set[str]] = {}
        self.words: Callable[[str], tuple[Word, ...]] = lru_cache(maxsize=4096)(self._labelled)
        """The words and marks of a text with their labels."""
        words = vocabulary.words
        heads = (*words("leads.posts.heads"), *words("leads.posts.whole"))
        topics = set(words("leads.topics.words"))
        bodies = (*words("leads.bodies.heads"), *(word for word in words("leads.bodies.whole") if word not in topics))
        self._add("TITLE", words("leads.titles.words"))
        self._add("GIVEN", words("leads.names.given"))
        self._add("POST", [*plurals(heads), *words("leads.posts.phrases")])
        self._add("WHOLE_POST", plurals(words("leads.posts.whole")))
        self._add("ADJECTIVE", plurals(words("leads.posts.adjectives")))
        self._add("OPENER", words("leads.posts.openers"))
        self._add("BODY", plurals(bodies))
        self._add("WHOLE_BODY", words("leads.bodies.whole"))
        self._add("EMPLOYER", words("leads.bodies.employers"))
        self._add("TOPIC", words("leads.topics.words"))
        self._add("UNIT", [*words("leads.posts.phrases"), *words("leads.bodies.phrases"), *words("leads.bodies.national")])
        for label, name in (("POST_ABBR", "post"), ("BODY_ABBR", "body"), ("TOPIC_ABBR", "topic")):
            self._add(label, plurals(vocabulary.section(f"leads.{name}_abbreviations")), exact=True)
        self.endings = tuple(words("leads.topics.endings"))
        self.particles = frozenset(words("leads.names.particles"))
        self.surnames_that_are_topics = frozenset(words("leads.names.surnames_that_are_topics"))
        self.surnames_that_are_posts = frozenset(words("leads.names.surnames_that_are_posts"))
        self.everyone = frozenset(map(fold, words("leads.everyone.phrases")))
        self.everyone_nouns = frozenset(map(fold, words("leads.everyone.nouns")))
        self.ditto = frozenset(map(fold, words("leads.ditto.phrases")))
        self.nobody = frozenset(map(fold, words("leads.nobody.phrases")))
        self.labels = frozenset(map(fold, words("leads.labels.phrases")))
        self.people: dict[str, str] = dict(vocabulary.section("leads.people"))
        self.posts_beside_posts = frozenset(vocabulary.section("leads.post_abbreviations_beside_posts"))
        self.bodies_beside_bodies = frozenset(vocabulary.section("leads.body_abbreviations_beside_bodies"))
        self.long_forms: dict[str, str] = {
            **vocabulary.section("leads.body_abbreviations_beside_bodies"),
            **vocabulary.section("leads.post_abbreviations_beside_posts"),
            **vocabulary.section("leads.topic_abbreviations"),
            **vocabulary.section("leads.body_abbreviations"),
            **vocabulary.section("leads.post_abbreviations"),
        }

    def _add(self, label: str, phrases: Iterable[str], *, exact: bool = False) -> None:
        """A phrase of more than one word that gives a label to its last word alone (`vice chair`) is matched whole."""
        matcher = self._exact if exact else self._folded
        split = {tuple(TOKEN.findall(phrase if exact else phrase.casefold().replace("’", "'"))) for phrase in phrases}
        for each in split:
            if len(each) == 1 and not exact:
                self._single.setdefault(each[0], set()).add(label)
        matcher.add(label, [self._doc(self._vocab, words=list(each)) for each in sorted(split) if each])

    def _labelled(self, text: str) -> tuple[Word, ...]:
        found = list(TOKEN.finditer(text))
        if not found:
            return ()
        printed = [match[0] for match in found]
        labels: list[set[str]] = [set() for _ in found]
        units = [0] * len(found)
        plain = [self.plain(word) for word in printed]
        spans = [(start, end, label) for matcher, doc in self._docs(printed, plain) for label, start, end in self._matches(matcher, doc)]
        for start, end, label in sorted(spans, key=lambda span: span[0] - span[1]):
            if label == "UNIT":
                if not any(units[start:end]):
                    units[start:end] = [start + 1] * (end - start)
            elif end - start == 1 or label in ("TITLE", "GIVEN"):
                labels[start].add(label)
            else:
                labels[end - 1].add(label)
                for index in range(start, end - 1):
                    labels[index].add("PART")
        for index, word in enumerate(plain):
            if not labels[index] and re.search(r"\w[-/]\w", word):  # Pro-Dean, A/Head
                labels[index] |= self._single.get(re.split(r"[-/]", word)[-1], set()) & {"POST", "BODY", "TOPIC"}
        return tuple(
            Word(match[0], match.start(), folded, match[0][0].isalnum(), frozenset(found_labels), unit)
            for match, folded, found_labels, unit in zip(found, plain, labels, units, strict=True)
        )

    def _docs(self, printed: Sequence[str], plain: Sequence[str]) -> Iterable[tuple[Any, Any]]:
        bare = [re.sub(r"^[ADTadt]/(?=[A-Z])|(?<=.)['’]s$|(?<=.)['’.]$", "", word) for word in printed]
        return ((self._folded, self._doc(self._vocab, words=list(plain))), (self._exact, self._doc(self._vocab, words=bare)))

    def _matches(self, matcher: Any, doc: Any) -> Iterable[tuple[str, int, int]]:
        return ((self._vocab.strings[label], start, end) for label, start, end in matcher(doc))

    @staticmethod
    def plain(word: str) -> str:
        """Without case, accents and full stop: `Siobhán` is looked up as `siobhan`."""
        plain = word.casefold().replace("’", "'")
        if not plain.isascii():
            # an accent that stands alone, as some PDFs set it beside its letter, is all there is
            plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter)) or plain
        return plain[:-1] if len(plain) > 1 and plain[-1] == "." else plain


def plurals(words: Iterable[str]) -> set[str]:
    """Each word with its plurals and possessives: `governor`, `governors`, `governor's`, `governors'`."""
    found: set[str] = set()
    for word in words:
        plural = f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"
        found |= {word, plural, f"{word}'s", f"{plural}'"}
    return found


@lru_cache(maxsize=8)
def lead_words(vocabulary: Vocabulary | None = None) -> LeadWords:
    return LeadWords(vocabulary or default_vocabulary())
