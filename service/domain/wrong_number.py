"""What people say who are not the one whom we mean, in both languages.

Read by ``service.domain.wish``; ``service.domain.phrasing`` explains the notation. The names that
stand for words are those of ``wish_english`` and ``wish_spanish``.
"""

_ENGLISH = """
(wrong|incorrect) (number|contact|phone|phone number|recipient|cell)
(wrong|incorrect) (person|guy|lady|man|woman|girl|dude|one|{name}) (END|lol|sorry|here|bro|dude)
(you|youve|your|youre|think you) ... wrong (person|guy|lady|man|woman|girl|dude|{name})
wrong (person|guy) (im|i am|this|sorry)
(this|it) (isnt|is not|aint|is no longer) {name} ... END
(i am|im|i) not {name} ... END
(there is|theres|there isnt|there is not) no? (one (named|called|by))? (any)? {name} (here|at this)
{name} (doesnt|does not|no longer|dont) (live|lives|have|has|use|uses|work|works|own|owns) ...
{name} (passed away|died|is dead|is deceased)
(who is|whos|who the hell is) {name} END
(isnt|is not|not|aint) the (person|one|owner) ... (want|looking for|think|trying|need|you)
(isnt|is not|not|aint|no longer|new) ... (belong|belongs) to
(number|phone|this) (no longer|doesnt|does not) (belong|belongs)
(just|recently) (got|have|had|received|bought) this {number}
(this|it) is (no longer|not) (his|her|their|the same|{name}) {number}
(belong|belongs) to (someone|somebody) else
(this|it) is a new (number|phone|owner)
not {name} {number}
(isnt|is not|aint|not) the right (person|contact|{number})
(changed|new|different|old|previous) (owner|owners)
(dont|do not) know (any|a|anyone|anybody|who) (named|called|is)? {name}
(passed away|died|deceased) ... (his|her|their|this|the) ... {number}
(passed away|died|deceased) ... (remove|take|delete|stop)
(he|she|they) (no longer|doesnt|dont) (has|have|own|owns|use|uses) this {number}
"""

_ENGLISH_ALONE = """
(not {name}|wrong no)
new (phone|number) (who|whos) (dis|this|is this)
(he|she|this person) (is|has|has been)? (deceased|passed away|dead|died)
"""

_SPANISH = """
(numero|telefono|persona|contacto|celular) (equivocado|equivocada|incorrecto|incorrecta|eqivocado)
(se|te)? (equivoco|equivocaste|equivocaron|eqivoco|eqivocaron|confundieron) de
     (numero|persona|telefono)
no soy {name} ... END
(yo)? no soy (la persona|el|ella|quien) (que|a quien)? (buscan|busca|dicen|creen|piensan)?
(esta|este|aqui|ese|esa) no es {name} ... END
(este|ese|esta) (ya)? no es el (numero|telefono|celular|cel) de
(aqui|aca) no (vive|hay|esta|conozco|conocemos|trabaja) (ninguna|ningun|la|el)? {name}
(aqui|aca) no (vive|hay|conozco|conocemos) (nadie (con|de|llamado) ...|esa persona|ella|el) END
no (conozco|conocemos) (a)? (ninguna|ningun|nadie)? (llamado|llamada|que se llame)? {name}
({name}|el|ella|esa persona) ya no (tiene|usa|vive) ...
(yo)? no soy esa persona
{name} (fallecio|murio|ya fallecio|se murio)
(fallecio|murio) ... (numero|telefono|celular|cel)
(este|ese|mi) (numero|telefono|cel) ya no (es|pertenece) ...
(me)? (acaban de dar|acabo de|dieron|recien) (comprar|recibir|cambiar|obtener|tener|sacar)?
     este (numero|telefono|cel)
quien (es|rayos es) {name} END
es otro (numero|telefono) END
ya no es mi (numero|telefono)
(numero|telefono|cel|era) ... de otra persona
"""

_SPANISH_ALONE = """
(esta|estan|estas)? (equivocado|equivocada|equivocados)
"""

ENGLISH = (_ENGLISH, _ENGLISH_ALONE)
"""What counts wherever it stands, and what where it is all that is said."""

SPANISH = (_SPANISH, _SPANISH_ALONE)
"""The same."""
