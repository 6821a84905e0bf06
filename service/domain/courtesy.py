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
