"""What people say in English who want to hear no more of us, or perhaps not, or were never meant.

Read by ``service.domain.wish``; ``service.domain.phrasing`` explains the notation.
"""

NAMES = """
not: dont|do not|cant|cannot|can not|couldnt|could not|wont|will not|wouldnt|never|not|didnt|did not
gone: going to|gona|about to|ready to|ever|even|you dare|wana|want to|plan to|able to
they: they|he|she|ice|trump|senator|senators|office|staff|staffer|police|agents|government|
    nobody|no one
stopping: stop|quit|cease|halt|discontinue
writing: texting|messaging|contacting|writing|spamming|emailing|hitting up|blowing up|text messaging
nagging: bothering|harassing|bugging|pestering|annoying|disturbing|stalking
write: text|message|contact|spam|email|sms|text message
nag: bother|harass|bug|pester|annoy|disturb
texts: text messages|text|texts|message|messages|sms|mms|spam|alerts|alert|notifications|
    updates|reminders|solicitations|emails|communications
ours: {texts}|calls|phone calls|robocalls
those: the|these|those|this|your|any|any more|more|all|all the|all these|all of these|all this|
    such|further|future|other|political|damn|stupid|fucking|annoying
number: number|phone|cell|cellphone|cell phone|phone number|cell number|mobile|line
me: (this|my|his|her|their) {number}|my (wife|husband|mom|mother|dad|father|son|daughter|kid|kids|
    family)|this
mine: my {number}|my name|my name and number|my contact|my info|my information|this {number}|
    this contact
list: .. (list|lists|system|database|contacts|records|rolls|subscription|group|chain|thread|
    service|messages|texts|texting thing)
want: want|wana|wish|need|consent|agree|desire
unwanted: (dont|do not|didnt|did not|never|no longer|not) {want}|not interested in|no interest in
how: how (do|can|to|would) i?
speakers: he|she|they|office|staff|staffer|intern|receptionist|secretary|aide|assistant|lady|
    gentleman|guy|man|woman|girl|dude|person|operator|recording|machine|voicemail|mailbox|message|
    senator ..|rep
said: said|says|say|told me|told us|tells me|goes|answered|yelled|shouted|was like|asked me
reported: {speakers} (just|also|even|then|already)? {said}
ended: stop|quit|end|cancel|leave
onward: END|please|thanks|thank|anymore|any more|again|now|at|on|every|so|ever|all|about|for|
    from|and|or|i|you|its|im|this|immediately|already|while|when|after|before|unless|no more|
    tonight|today
never: END|please|thanks|thank|anymore|any more|again|ever|about|for|and|or|i|you|its|im|this|
    no more
"""

SPARED = """
{not} {gone}? (stop|quit|cease|cancel|unsubscribe|opt out|end|remove|delete|take|forget|leave|
    block) ({writing}|{nagging}|calling|sending)? (me|us|mine|my|these|those|this|it|him|her)?
     (of|off|out)? ({list})? (number|name|call)?
{they} (to|will|can|could|would|may|might|wana|gona|want|wants|wanted|try|tries|tried|trying|came|
    did|is|are|was|were|going|plan|plans|threatened) ... (remove|take|block|drop|get|leave) (me|us)
(will|can|could|would|did|do|does) {they} (remove|take|drop|get) (me|us)
(unsubscribe|opt out) (me)? (from|of) (hate|racism|fascism|ice|trump|maga|war|genocide|cruelty|
    (this|the) (country|government|nightmare|cruelty|war))
{speakers} (have|has|had|just)? unsubscribed (me|us)
{reported} (to|that|please|just|not|me to)? (dont|do not|never|
    stop|quit)? (ever)? (call|calling|phone|phoning|ring|ringing|contact|contacting|bother|
    bothering) (END|and|or|but|so|because|(this|that|the|their|our)? (us|them|here|office|number|
    line|back|again|anymore|any more) (back|again|anymore|any more)?)
{reported} (to|please|just)? (take|remove|get) (me|us|them)
     (of|off|from|out of) {list}
{reported} (to|please|just)? lose (my|this|our|their) number
{reported} (to|please|just)? unsubscribe
can i (stop|end|cancel|quit) (my|the|this|a|that) call
(they|he|she) {unwanted}
{not} (want|wish|like|need|ask|asking) to be (removed|deleted|taken)
(you|{they}) never ({write}|call)
"""
"""Turned into their contrary by the words before: praise, fighting spirit, complaints, and what an
office said to a caller."""

NOT_SPARED = "if|unless|why|you|yall|still"
"""Behind one of these the same words are a threat: ``if you don't stop texting me``."""

STOP_WITHIN = """
{stopping} (to)? ({writing}|{write}) ((and|or|n) (calling|{writing}))? (to)? (me|{me}|here)
{stopping} (calling|phoning|ringing|call) ((and|or|n) {writing})? (me|{me}|here) {onward}
{stopping} ({writing}|calling) us {onward}
{stopping} (texting|messaging) (END|i|im|ill|please|now|this|you|your|its|or|all|already)
{stopping} sending me {onward}
{stopping} sending (me|us)? (this|these|those) (END|please|now|thanks|anymore|again|i|im|already)
{stopping} sending .. ({ours}|crap|shit|stuff|to {me})
(want|like|wish) to stop (receiving|getting) (this|these|those|them) END
{stopping} (receiving|getting) {those}? {those}? {ours}
{stopping} (it|already)? (with|w)? {those}? {those}? {texts} ({onward}|to {me})
{stopping} (with|the|this|all)? (the|this|all|your)? (texting|messaging) END
enough (of|with) (the|your|these|all)? {texts}
BEGIN (please)? leave me (the hell|the fuck|the)? alone {onward}
(have|get) (me|{mine}) (removed|deleted|erased|taken (off|out))
(want|wish|like|need|ask|asking) to be (removed|deleted|taken (off|out)) (END|(from|of)? {list})
(may|can|could|would|will|might) (i|we|{mine}) (please)? (be|get) (removed|deleted|erased|
    taken (off|out)) (END|please|now|thanks|(from|of)? {list}|from (this|these|here|it))
how (do|does|can|could|would|to) (i|we|one)? (please)? (get|be) (removed|deleted|taken (off|out))
     (END|please|(from|of)? {list}|from (this|these|here|it))
{unwanted} (to)? (get|receive) (this|these|those|them) (END|please|anymore|any more|again|at all)
{unwanted} to (participate|be part|be a part|be involved|(receive|get) END)
so (you|yall) can (please)? stop (now|please)? END
mind not ({writing}|calling) (me|us|{me})
{stopping} or (i|ill|im|i will|i am)
{stopping} (all)? (contact|communication|communications) {onward}
(want|need|make|get) {those}? {texts} (to)? stop {onward}
(dont|do not|never|no) (ever|you|even)? ({write}|{nag}) (me|us|{me}|here) {never}
(dont|do not|never) (ever|you|even)? (call|phone|ring) (me|us|{me}|here) {never}
(dont|do not|never) (ever|you|even)? ({write}|call) again
(dont|do not|never) (ever|you|even)? send (me|us) (END|anymore|again|anything|any|this|these|
    more|{ours}|stuff|crap)
(dont|do not|never) (ever|you|even)? send {those}? {ours}
(dont|do not|never) (ever|you|even)? send (anything|any more) (else)? to {me}
(leave|keep) me (off|out) (of)? (this|these|it|here)
no more of (this|these|that) (END|please)
no more of {those} {texts} {onward}
(no|dont have|do not have|never had|without) (my|any)? (permission|consent) to (call|{write})
(dont|do not|never) (give|gave) (you|my)? (permission|consent) to (call|{write})
(take|get|scratch|cross|drop|strike) (me|{mine}) (of|off|out of) {onward}
(take|get|scratch|cross|drop|strike) (me|us|{mine}) (of|off|from|out of) (of|from)? (all|any|
    your|this|the|these|that) (of your)? {list}
(take|get|remove) off ({mine}|{list}|of {list})
get off (my|this) {number}
(remove|delete|erase|unlist|exclude) {mine}
(remove|delete|erase|unlist|exclude) me (END|please|thanks|thank|now|asap|immediately|already|
    today|and|or|i|im|at|as|its|from (this|here|all|everything) END|from {list}|of)
(remove|delete|erase|block|drop) ... from {list}
(lose|forget|drop|erase|trash|get rid of|throw away|burn) (my|this) {number}
unsubscribe
unsubscribed
unsubscribing
opt (me|us|this {number})? out
(opted|opting) out
{unwanted} (to)? (be)? (receive|receiving|get|getting|hear|see|hearing|seeing|being)? {those}?
     {those}? {ours}
{unwanted} (to)? (be|being|getting) (contacted|texted|called|messaged|bothered|spammed|on {list})
{unwanted} (to)? (hear|hearing) from (you|this)
{unwanted} you (to)? (text|texting|message|messaging|contact|contacting|call|calling) (me|{me})
no more {those}? {those}? {texts} {onward}
(cancel|end) {those}? (my)? (subscription|membership|enrollment|{texts})
(end|leave|exit) (this|the) (text|thread|chat|conversation|group|list)
(put|add|place) (me|us|{mine}) (on|to) (your|the|a)? (do not|no) (call|contact|text) (list|
    registry)?
(revoke|revoking|withdraw|withdrawing|rescind) (my|all|any)? (consent|permission)
(want|wana|get|let|like) (me|to be|to get)? (out of|off|out) {list}
(get|getting) (off|out of) {list}
cease and desist
how (do|can|to) (i|you|we)? {stopping} {those}? {texts}
"""
"""Plain wherever they stand: they name our texts, their number or our list."""

STOP_WHOLE = """
(turn off|disable) {those}? {texts}
(stop|stopal|cancel|end|revoke)
(text|reply) (stop|quit|end|cancel)
(stop|reply stop) to (end|quit|stop|unsubscribe|opt out)
(stop|end|cancel) (all|everything|text|sms)
(stop it|make it stop|no stop)
quit (it)?
(opt out|optout|arret)
unsubscribe (from)? (me|all|everything|this)?
no more ({ours})?
no more calls from (you|this {number})
remove (me)?
take me off
(do not|dont) (call|text|contact|message|disturb)
no (more)? {texts}
leave me alone
(dont|do not) {nag} me
(no|end) contact
(dont|do not) send
{stopping} sending
{stopping} {nagging} (me|us)
discontinue
{stopping} (all|the|these|your)? {ours}
{stopping} (calling|texting|messaging)
(i|we) (need|want|asked|told|ask|am asking|would like|have asked|have told|already asked|
    already told) (you|yall)? to stop
(i|ive|i have) (already)? (asked|told|said|begged) (you)? (repeatedly|many times|several times|
    to please)? (to)? (stop|quit)
how many times do i (have|need) to (say|tell you|ask you)? (to)? stop
(can|could|will|would) you stop
"""
"""Plain where they are all that is said, but for courtesy and temper."""
