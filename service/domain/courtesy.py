"""What people put around the few words that they mean: courtesy, and temper."""

ENGLISH = """
please
(and)? thanks
(and)? thank you
(hey|hi|hello|ok|okay|sorry|svp)
(now|right now)
(immediately|asap|today|already|again|forever|seriously|kindly|permanently)
(sir|maam|man|bro|dude|guys|folks)
(omg|wtf|ffs|lol|damn|damit|god|jesus|for real|for good|just|really)
(i said|i say|i mean|i repeat)
(you)? people
you guys
(at once|one more time|for the last time)
(this is)? (the|my)? (second|third|fourth|fifth|last|2nd|3rd|4th|5th|hundredth) time
(i|im|i am)? (beg|begging|implore|implores) (of)? (you)? (to)?
for the love of god
(who is this|whos this|who are you)
"""

SPANISH = """
por favor
(muchas)? gracias
(ya|ahora|ahorita|inmediatamente|senor|senores|senora|hola|oiga|oigan|disculpe|perdon|pues|
    chale|caray)
ya no quiero
(les|le) (pido|dije)
(dije|digo) que
"""

BESIDE = (
    """
(no|nope|nah|naw|yes|yeah|yep|yup|sure|enough)
(not|no longer) interested
(im|i am) (so)? (good|done|fine|okay|ok|out|over it|tired|busy)
(fuck|screw|damn|fuk|shit|bitch|hell|asshole|idiots) (you|off|this|it|all)?
(i|ive|i have)? already (called|voted|texted|asked|said|told you|did|donated|signed) (you)? (to)?
""",
    """
(no|si|sii|estoy bien)
no me interesa
(pinches|cabrones|pendejos|chinguen a su madre)
""",
)
"""What a bare stop may stand beside, in English and in Spanish: an answer, a reason, a curse."""
