"""Pages that hypothesis draws: what is told of some places on some days, and who says it."""

from hypothesis import strategies as st

from tests.reconcile.ledgers import FAR_TOWN, MONITOR, NEXT_TOWN, NORTH, PROVINCE, SOUTH, TOWN, Page, day

REMOTE = "Explosions/Remote violence"
SENTENCES = (
    ("Shelling of {place} killed {n} people", {"event": (REMOTE, "Shelling/artillery/missile attack")}),
    ("An airstrike on {place} killed {n} fighters", {"event": (REMOTE, "Air/drone strike")}),
    ("The army took {place}", {"kind": "control"}),
    ("The rebels blamed the army for the dead of {place}", {"kind": "accusation", "target": NORTH}),
    ("The army denied that it had fired on {place}", {"kind": "denial"}),
    ("It could not be verified what fell on {place}", {"kind": "statement"}),
)  # fmt: skip
PLACES = (TOWN, NEXT_TOWN, FAR_TOWN, PROVINCE)


DAYS = (day(1), day(2), day(3), day(12), None)
MONTH = (*map(day, range(1, 13)), day(2, 5), day(4, 9), None)
"""Days of a town that is shelled day after day."""


@st.composite
def claims(draw, places=PLACES, days=DAYS):
    sentence, more = draw(st.sampled_from(SENTENCES))
    place, n = draw(st.sampled_from(places)), draw(st.sampled_from([3, 7, 12]))
    row = more | {"at": place, "when": draw(st.sampled_from(days))}
    by = draw(st.sampled_from([None, "the mayor", MONITOR, NORTH, SOUTH]))
    row |= {"by": by} if by else {}
    row |= {"killed": n} if "{n}" in sentence else {}
    row |= {"agent": draw(st.sampled_from([NORTH, SOUTH]))} if draw(st.booleans()) else {}
    return sentence.format(place=place.name, n=n), row


@st.composite
def pages(draw, told=claims(), most=6):  # noqa: B008
    made = []
    for number, rows in enumerate(draw(st.lists(st.lists(told, min_size=1, max_size=4), min_size=1, max_size=most))):
        page = Page(f"d{number}", source=draw(st.sampled_from(["Gazette", "Herald"])))
        for sentence, row in rows:
            page.say(sentence, **row)
        made.append(page)
    return made
