"""The words around place names: kinds of places, directions, what is never a place, what countries own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_MONTHS_AND_DAYS = """
January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep
Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
"""
_NO_PLACE = """
I He She It We They You The A An This That These Those There Here In On At By For From Of To And But Or If As When
While After Before Since During Mr Mrs Ms Dr Sir President Minister General Colonel Captain King Prince Sheikh God
Allah Islam Christian Muslim Muslims Sunni Shia Shiite Kurd Kurds Arab Arabs Jew Jews Alawite Druze Internet Twitter
Facebook YouTube Reuters AFP AP SANA ISIS ISIL IS Daesh YPG PKK SDF FSA HTS NATO UN NGO UNICEF Hezbollah Hamas
Taliban Assad Al-Qaeda Army Navy Police Ramadan Eid Easter Christmas Covid News Media Photo File Report Top Best
Most Reading Battle Peace City Council District University Union Subway Marines SWAT Earth Moon Battalion Brigade
Division Spring Secretary Based Banned RT OPCW Syrians Iraqis Abu Umm Bin Ibn Save
"""
_KINDS = """
village town city district sub-district subdistrict province governorate oblast region state county neighborhood
neighbourhood countryside suburb suburbs outskirts area airbase airport airfield camp crossing hospital front
axis checkpoint market street bridge square mosque border highway roundabout parish municipality prefecture
valley island mountain mountains river lake bay strait junction peninsula crossroad crossroads intersection base dam
road oilfield corridor shrine prison refinery school university building tower church stadium hotel clinic
"""
_SURE_KINDS = """
village town city district neighborhood neighbourhood province governorate countryside airbase airport crossing market
street bridge square border highway road dam corridor crossroad crossroads intersection
shrine mosque hospital prison refinery
"""
_DIRECTIONS = """
north south east west northeast northwest southeast southwest north-east north-west south-east south-west
"""
_ACTORS = """
army forces force troops soldiers warplanes warplane jets jet planes aircraft helicopters drones government military
ministry president minister regime coalition official officials spokesman spokeswoman spokesperson ambassador envoy
authorities parliament intelligence navy diplomats leader leaders embassy strikes airstrikes policy sanctions senator
"""
_SPEAKING = """
say announce accuse claim deny condemn call warn urge want support back insist demand vow threaten reject agree argue
believe hope seek deploy send launch supply arm blame add tell ask consider
"""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER = _set(_MONTHS_AND_DAYS) | _set(_NO_PLACE)
KINDS = _set(_KINDS)
DIRECTIONS = _set(_DIRECTIONS)
ARTICLES = frozenset({"al", "el", "ad", "ar", "ash", "az"})
BOUND_ARTICLES = ARTICLES | _set("ez es et en er ed esh as at an ul ur us uz")
QUALIFIERS = _set("air oil gas military naval army border power nuclear refugee displacement training")
QUALIFIED = _set("base field crossing plant camp bases fields camps ground")
TITLES = _set("Sheikh King Prince General President")
LINES = _set("road highway route line front frontline border corridor area supply axis crossroads stretch")
STRUCK = _set(
    "shell bomb bombard strike hit pound attack raid capture seize retake recapture take storm enter besiege liberate "
    "occupy reach regain control target rocket hammer"
)
SIDES = frozenset({f"{word}ern" for word in DIRECTIONS} | DIRECTIONS | {"central", "rural", "greater", "downtown"})
ACTORS = _set(_ACTORS)
SPEAKING = _set(_SPEAKING)
LOCATIVE = {
    "in": "in",
    "inside": "in",
    "within": "in",
    "at": "in",
    "across": "in",
    "throughout": "in",
    "near": "near",
    "around": "near",
    "outside": "outside",
    "toward": "toward",
    "towards": "toward",
    "into": "toward",
    "to": "toward",
    "from": "from",
    "between": "between",
    "over": "in",
    "on": "in",
    "onto": "in",
    "against": "in",
}
SURE_KINDS = _set(_SURE_KINDS)
HELD = frozenset({"held", "controlled", "occupied", "run", "besieged"})
STRETCHES = _set(
    "parts areas part outskirts suburbs centre center heart edge vicinity countryside entrance entrances gates streets "
    "people skies"
)
STRIKING = _set(
    "shell rocket mortar missile attack strike airstrike raid fire shelling bombing bombardment assault offensive "
    "barrage advance bomb"
)
AFFAIRS = _set("regime government army president ally allies")
UNDERGOING = _set("suffer see witness undergo endure face experience receive fall come")
FAMILIES = _set("family families clan tribe household residence")
HOMES = _set("home homes house houses apartment villa")
BLAMING = _set("accuse blame condemn criticise criticize urge warn denounce sanction")
STRONG = frozenset({"in", "near", "outside", "inside", "around", "across", "towards", "toward", "into"})
NEVER_PEOPLE = _set("shell bombard recapture retake besiege liberate")


@lru_cache(1 << 16)
def kind_word(word: str) -> str | None:
    """The kind of place that a word names, singular, or None: `village` for "villages"."""
    low = word.casefold()
    singular = low[:-3] + "y" if low.endswith("ies") else low.removesuffix("s")
    return next((form for form in (low, singular) if form in KINDS), None)


def is_never(words: Iterable[str]) -> bool:
    """Whether a name is nothing but words that name no place."""
    return all(word.rstrip(".") in NEVER for word in words)
