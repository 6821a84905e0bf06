"""What in English may be a wish to hear no more of us: a person has to read it.

Read by ``service.domain.wish``; ``service.domain.phrasing`` explains the notation, and
``wish_english`` says what its names stand for.
"""

DOUBT_WITHIN = """
(to|so|too|way to|way too) (many|much|frequent) ... ({texts}|{writing})
(you|yall) (text|message|call|write) (me)? (to|too|way to|so|way too) (much|often)
why (am|do|did) i (keep|still|always|even)? (get|getting|got|receive|receiving) (these|this|
    those|{ours}|all|so)
why (are|do|did|is) (you|yall|u|this|someone) (keep|still|always|even)? (text|texting|call|
    calling|contact|contacting|message|messaging|send|sending|{nagging}) me
how (did|do|have) (you|yall) (get|got|find|have) ... (my|this) {number}
how (did|do) (i|you) (get|have) on (this|your)
who gave (you|them) ... {number}
(i)? (did not|didnt|never|dont remember) (ever)? (sign|signed|signing) up
     (for (this|these|it|{ours}))?
(i)? (did not|didnt|never) (ever)? (ask|asked|sign|signed) for (this|these|it|{ours}|your)
(did not|didnt|never|not) (ever)? (agree|agreed|consent|consented|subscribe|subscribed|request|
    requested|opt in|opted in)
(report|reporting|reported) (you|yall|as|junk|spam|this {number}|this as|it as|to the fc)
(block|blocking|blocked|suing) (you|yall|ya|this {number})
(you|yall) (are|have been|will be|guys are) ... (blocked|reported|annoying|harassing|bothering|
    spammer|spammers|spam)
(this|it|that|these|those) (is|are|{ours} are) ... (spam|scam|harassment|annoying|bothersome)
hear from my (lawyer|attorney)
(do not|no|dont) (call|contact) (list|registry)
(im|i am|we are|were)? (not|no longer) interested
(dont|do not) like (these|those|this|the|your) {texts}
(leave|count) (me|us) (out|alone|be)
(cancel|stop) (my|the|this|that) call
(dont|do not) (text|message) (me|us)
(kill|turn off|mute|silence) {those}? {texts}
(sick|tired|fed up) (of|with) ... ({ours}|texting|calling|you)
enough (of|with) ... {texts}
{stopping} ... (texting|messaging|my {number}|{list})
{stopping} {nagging}
{texts} ... (stop|end) END
{how} {ended} (this|these|those|it|them)? (anymore|please)? END
{how} (make|get) (this|it|these|those|them) (to)? (stop|end) END
{how} (get|opt) (off|out) (of)? (this|these|it|here) END
{stopping} (getting|receiving) (this|these|those|them)
(remove|take|cancel|block|delete|end) ... ({list}|my {number}|my name|my account)
(unwanted|unsolicited)
BEGIN (stop|quit) please (im|i am) (at|in|busy|driving) ...
(remove|take|delete) (her|him|them) (off)? END
if (you|yall|i) .. (text|texts|call|texted|calls|contact|message) (me|us) again
(you|yall) keep (texting|calling|messaging) (me|us)
(dont|do not|no) (text|call) (it|here)
call (someone|somebody|anyone) to stop (these|those|{those} {texts}) END
(can|cant|could|will|would|wont) you (please)? (stop|quit)
"""
"""Perhaps a stop, wherever they stand, unless the cause is spoken of."""

DOUBT_WHOLE = """
(enough|enough already|enough is enough)
(that|thats|that is) enough
(i)? (had|ive had|have had) enough
(i am|im) (so)? (done|over it|finished|out) (with)? (this|you|yall|it|that)?
(over it|so over this|over this|i quit|i said no|just no)
no thanks
no thank you
(nope|nah|no way|hell no|no no|please no)
(fuck|screw|damn|fuk|fk|f) (off|you|this)
(piss|bug|back|buzz|sod) off
(go to hell|shut up|get lost|go away|take a hike|get a life|drop dead|bite me|eat shit|get bent|
    kiss my as)
(spam|scam|junk|report junk|harassment|annoying|reported|blocked|exit|leave|delete|block|unfollow)
a (scam|spam|phishing)
(is this spam|phishing)
(give it a rest|leave it)
(knock it off|cut it out) (with {those}? {texts})?
no (texting|calls|calling)
turn (this|these|those|it|them) off
(sign me off|(un enroll|unenroll) me?|i want off)
(where|how) (did|do) (you|yall) get (my|this) {number}
(forget me|stop those|stop (or else|i moved)|(stop testing|star texting|atop texting) me)
(i)? (dont|do not) (care|want (this|it|these|those|them)? (anymore|any more)?)
(halt|cease|dnd|i want out|let me out|remove this|stop doing this)
(cancel|stop|end|quit) (that|this|me|all this|the call)
{stopping} (this|the|all this|with the|your|that) (shit|crap|bs|bullshit|garbage|noise)
(never mind|nevermind) (cancel|stop)?
(i|we)? (want|need|would like|wish) to (cancel|stop|quit)
(i)? (changed|have changed|ive changed) my mind
(you|it|that) (need|needs|has|have|must|better) (to)? stop
(stop help|help stop|1 stop|2 stop|stop 1|stop 2)
this is a business ... remove
(stop|quit) (i|ive|i have|we)? already (voted|called|donated|signed|gave)
stop (im|i am|i love|i support|i voted|i like) ...
leave (this|the)? (group|chat)
"""
"""Perhaps a stop where they are all that is said."""
