"""Everyday: what must hold of words, situations and other offices' topics. Each docstring is the rule."""

from collections.abc import Iterator

from congbo.figures.reach import Reach
from congbo.figures.states import ProcedureOn, state_on
from congbo.records.elsewhere import Elsewhere
from congbo.records.everyday import EverydayWords
from congbo.records.frontmatter import KeyPath
from congbo.records.problems import Problem
from congbo.records.record import Record
from congbo.records.situations import Situation
from congbo.rules.rulebook import SiteToCheck, tells
from congbo.words.same_words import same_words
from congbo.words.spelling import fold
from congbo.words.wording import first_of, short_date

_NAMED = 3  # procedures that a message names


@tells("shared-phrase")
def shared_phrases(site: SiteToCheck) -> Iterator[Problem]:
    """A phrase tells of one situation, or of one topic of another office: of two, nobody knows which."""
    situations: dict[str, tuple[Record, str]] = {}
    for situation in site.register.of(Situation).values():
        places: list[tuple[KeyPath, str]] = [(("name",), situation.name)]
        places += [(("said", n), phrase) for n, phrase in enumerate(situation.said)]
        yield from _shared(site, situation, situation.name, places, situations)
    topics: dict[str, tuple[Record, str]] = {}
    for office in site.register.of(Elsewhere).values():
        for n, topic in enumerate(office.topics):
            said: list[tuple[KeyPath, str]] = [
                (("topics", n, "said", k), phrase) for k, phrase in enumerate(topic.said)
            ]
            yield from _shared(site, office, topic.topic, said, topics)


def _shared(
    site: SiteToCheck,
    record: Record,
    name: str,
    places: list[tuple[KeyPath, str]],
    first: dict[str, tuple[Record, str]],
) -> Iterator[Problem]:
    for path, phrase in places if record.public else ():
        other, whose = first.setdefault(same_words(phrase), (record, name))
        if (other, whose) != (record, name):
            message = f"“{phrase}” đã là cách nói của “{whose}” ở {other.path}; hãy giữ ở một nơi"
            yield site.problem(record, path, "shared-phrase", message)


@tells("step-ended")
def steps_in_force(site: SiteToCheck) -> Iterator[Problem]:
    """A situation sends nobody to a procedure that has ended."""
    for situation in site.register.of(Situation).values():
        for n, step in enumerate(situation.steps):
            procedure = site.register.procedures.get(step.procedure)
            state = state_on(procedure, site.of_day) if procedure else None
            if state and state.ended:
                since = f" từ {short_date(state.since)}" if state.since else ""
                message = f"thủ tục '{step.procedure}' đã hết hiệu lực{since}; hãy thay hoặc bỏ bước này"
                instead = ", ".join(f"“{id_}”" for id_ in state.successors)
                hint = f"Thủ tục thay thế: {instead}" if instead else ""
                yield site.problem(situation, ("steps", n, "procedure"), "step-ended", message, hint)


@tells("idle-word")
def idle_words(site: SiteToCheck) -> Iterator[Problem]:
    """What is typed is not what it means: the search finds a word without its accents by itself."""
    for record in site.register.of(EverydayWords).values():
        for n, group in enumerate(record.groups):
            means = {fold(one) for one in group.means}
            for k, phrase in enumerate(group.said):
                if means == {fold(phrase)}:
                    message = (
                        f"“{phrase}” chỉ được hiểu là chính nó; hãy bỏ, máy tự tìm chữ không dấu, chữ hoa"
                    )
                    yield site.problem(record, ("groups", n, "said", k), "idle-word", message)


@tells("word-reaches-nothing")
def words_that_reach(site: SiteToCheck) -> Iterator[Problem]:
    """What a group of the site's own means stands in the name or a keyword of a procedure."""
    own = [record for record in site.register.of(EverydayWords).values() if record.public]
    if not own:
        return
    alive = {(one.record.id, one.group) for one in _reach(site).alive(own)}
    for record in own:
        for n, group in enumerate(record.groups):
            if (record.id, group) not in alive:
                wanted = " hay ".join(f"“{one}”" for one in group.means)
                message = (
                    f"chưa thủ tục nào có {wanted} trong tên, từ khoá hay lĩnh vực,"
                    " nên nhóm này không dẫn tới đâu"
                )
                yield site.problem(record, ("groups", n, "means"), "word-reaches-nothing", message)


@tells("phrase-of-own")
def phrases_of_own(site: SiteToCheck) -> Iterator[Problem]:
    """What people type for a procedure of the agency's own is no reason to send them elsewhere."""
    offices = [record for record in site.register.of(Elsewhere).values() if record.public]
    if not offices:
        return
    reach = _reach(site)
    for office in offices:
        for n, topic in enumerate(office.topics):
            for k, phrase in enumerate(topic.said):
                if own := reach.own(phrase):
                    ids = first_of([one.procedure.id for one in own], _NAMED, "thủ tục")
                    message = f"“{phrase}” có trong tên hay từ khoá thủ tục của chính cơ quan: {ids}; hãy bỏ"
                    path = ("topics", n, "said", k)
                    yield site.problem(office, path, "phrase-of-own", message)


def _reach(site: SiteToCheck) -> Reach:
    """Return what words reach among the public procedures on the site's day."""
    register = site.register.on(site.of_day)
    rows = [ProcedureOn(one, site.of_day) for one in register.procedures.values() if one.public]
    return Reach(rows, {field.id: field.name for field in register.fields.values()})
