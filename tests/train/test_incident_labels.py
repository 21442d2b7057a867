"""Templates looked up in their text: near the event, with what they say of each filler, whatever the line breaks."""

from counterclaim.train.incident_labels import parts

TEXT = (
    "LIMA, 4 MAR 90 (RADIO NORTE) -- THE RED\nDAWN WANTS TALKS.  FARMERS HAD ASKED FOR A ROAD.  IT NEVER CAME.\n\n"
    "YESTERDAY THE RED DAWN KILLED FARMERS AND FREED CONSUL TOMAS QUEVEDO IN PUNO."
)
HEAD = TEXT.index("--")


def slot(*fillers):
    return [{"any": [filler if isinstance(filler, dict) else {"value": filler}]} for filler in fillers]


def record(**more):
    template = {
        "type": slot("ATTACK"),
        "stage": slot("ACCOMPLISHED"),
        "date": slot({"value": "03 MAR 90", "from": "1990-03-03", "to": "1990-03-03"}),
        "location": slot({"value": "PERU: PUNO (CITY)", "levels": [["PERU", "COUNTRY"], ["PUNO", "CITY"]]}),
        "perp_org": slot("RED DAWN"),
        "perp_org_confidence": slot({"value": "REPORTED AS FACT", "of": ["RED DAWN"]}),
        "hum_desc": slot("FARMERS", {"value": "CONSUL", "of": ["TOMAS QUEVEDO"]}),
        "hum_name": slot("TOMAS QUEVEDO"),
        "hum_effect": slot({"value": "DEATH", "of": ["FARMERS"]}),
        **more,
    }
    return {"text": TEXT, "dateline": {"date": "1990-03-04", "end": HEAD}, "templates": [template]}


def found(role, **more):
    return [part for part in parts(record(**more)) if part.role == role]


def test_a_filler_is_labelled_where_the_event_is_told():
    (farmers,) = [part for part in found("hum_desc") if TEXT[part.start : part.end] == "FARMERS"]
    assert farmers.start == TEXT.rindex("FARMERS")
    assert farmers.types == {"ATTACK"}


def test_what_the_template_says_goes_with_the_words():
    said = {TEXT[part.start : part.end]: part.values for part in parts(record())}
    assert said["FARMERS"]["he"] == "DEATH"
    assert said["CONSUL"]["he"] == "NONE"
    assert said["RED DAWN"]["conf"] == "REPORTED AS FACT"
    assert said["PUNO"]["stage"] == "ACCOMPLISHED"


def test_a_description_is_the_same_thing_as_its_name():
    (consul,) = [part for part in found("hum_desc") if TEXT[part.start : part.end] == "CONSUL"]
    (name,) = found("hum_name")
    assert consul.things == name.things


def test_a_line_break_within_a_name_does_no_harm():
    places = [part.start for part in found("perp_org", hum_desc=[], hum_name=[], date=[], location=[])]
    assert TEXT.index("RED\nDAWN") in places


def test_the_date_is_labelled_by_what_it_stands_for():
    assert [TEXT[part.start : part.end] for part in found("date")] == ["YESTERDAY"]
    assert found("date", date=slot({"value": "- 04 MAR 90", "from": None, "to": "1990-03-04"})) == []


def test_words_of_two_templates_are_one_part_of_both():
    both = record()
    both["templates"] *= 2
    (puno,) = [part for part in parts(both) if part.role == "loc"]
    assert puno.templates == {0, 1}


def test_a_text_without_templates_has_no_parts():
    assert parts({"text": TEXT, "dateline": None, "templates": []}) == []
