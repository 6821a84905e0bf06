"""The bare word stop, and what may stand beside it in a text that speaks of other things too.

Read by ``service.domain.speech``; ``service.domain.phrasing`` explains the notation. The names that
stand for words are those of ``wish_english`` and ``wish_spanish``.
"""

from typing import NamedTuple


class BareStop(NamedTuple):
    """One language's tables."""

    clause: str
    """A stop as a clause of its own, whatever else is said: ``I voted for him. STOP``."""
    edge: str
    """A clause that begins or ends with one, which is perhaps meant: ``third text today stop``."""
    governed: str
    """Where it is not: ``they have to stop``, ``the bus stop``."""


ENGLISH = BareStop(
    clause="""
(stop|stopal|unsubscribe|quit|cancel|opt out|optout)
""",
    edge="""
BEGIN (please)? (stop|quit) (i|im|ive|we|my|you|who|why|what|dont|dude|{name}|or|sent) ...
(stop|unsubscribe|quit) (now|please|already|thanks|ok|lol|man|bro)? END
""",
    governed="""
(to|must|will|would|can|could|should|shall|may|might|wont|not|never|dont|doesnt|didnt|wouldnt|cant|
    couldnt|lets|ever|and|or|until|til|they|we|i|he|she) (please)? (stop|quit)
(do|does|did|will|would|can|could|should|wont|dont|doesnt|cant)
     (it|this|that|{they}|(the|my|our|these|those) ..) (stop|quit)
(make|makes|making|see|let|watch|have|get|help|want|need) ... (stop|quit)
(say|saying|hit|typed|type|mean|meant|pressed|press|word) (stop|quit)
(a|an|the|non|bus|truck|traffic|police|train|next|last|first|rest|pit|tour|full|one|every|my|our|
    gas|whistle|wrong|right) stop
BEGIN (please|hey|dear|mr|ok|president)? {they} .. (please|just)? (stop|quit)
""",
)

SPANISH = BareStop(
    clause="""
(stop|cancelar|baja|dar de baja|darme de baja)
""",
    edge="""
BEGIN alto END
(basta|basta ya|ya paren|ya parenle) (por favor|gracias|ya)? END
""",
    governed="""
(no|que|hasta que|cuando|lo que|nos|dice|digan) (ya)? (basta|paren)
""",
)
