"""Parties beside one another that are one: a name and its post behind a comma, a title that two names share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Lead


def share_title(line: str) -> str:
    """`Cllrs Symonds & Lee` -> `Cllr Symonds & Cllr Lee`: each of them is one."""

    def each(match: re.Match[str]) -> str:
        title = {"cllrs": "Cllr", "councillors": "Councillor", "drs": "Dr", "messrs": "Mr", "clrs": "Clr"}[match["title"].casefold()]
        return re.sub(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?", lambda name: f"{title} {name[0]}", match["names"])

    name = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
    return re.sub(rf"\b(?P<title>Cllrs|Councillors|Drs|Messrs|Clrs)\.? (?P<names>{name}(?:(?:, | ?& ?| and |/| / ){name})+)", each, line)


def two_posts_of_one(pending: Sequence[tuple[str, Sequence[Lead]]], line: str) -> Lead | None:
    """`Simon Chase, Chief Paramedic and Director of Quality`: a name, a comma, and posts joined by `and`."""
    leads = [each[0] for _, each in pending if len(each) == 1]
    if len(pending) != 3 or len(leads) != 3 or [lead.kind for lead in leads] != ["person", "role", "role"]:
        return None
    if pending[1][0] != "," or pending[2][0] not in ("and", "&") or any(_is_plural(lead.name) for lead in leads[1:]):
        return None
    return Lead(leads[0].name, "person", line[line.index(",") + 1 :].strip())


def may_pair(pending: Sequence[tuple[str, Sequence[Lead]]], index: int) -> bool:
    """`Jane Smith, Head of Service` and alternating lists of name, post; not `Meg Boustead, Ken Hall, Service Manager`."""
    kinds = [leads[0].kind if len(leads) == 1 else "all" for _, leads in pending]
    rest = kinds[index:]
    if len(rest) % 2 and index == 0:
        return len(rest) > 1 and "," not in [separator for separator, _ in pending[2:]]
    return all({a, b} == {"person", "role"} for a, b in zip(rest[::2], rest[1::2], strict=False)) or len(pending) == 2


def post_and_holder(first: Sequence[Lead], second: Sequence[Lead]) -> Lead | None:
    if len(first) != 1 or len(second) != 1:
        return None
    one, two = first[0], second[0]
    if one.kind == "person" and two.kind == "role" and not one.role and not _is_plural(two.name):
        return Lead(one.name, "person", two.name)
    if one.kind == "role" and two.kind == "person" and not two.role and not _is_plural(one.name):
        return Lead(two.name, "person", one.name)
    return None


def _is_plural(post: str) -> bool:
    return bool(
        re.search(
            r"(?:managers|officers|leads|directors|workers|nurses|heads|members|teachers|leaders|chairs|councillors|coordinators|governors)\b",
            post.casefold(),
        )
    )
