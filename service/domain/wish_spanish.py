"""What people say in Spanish who want to hear no more of us, or perhaps not, or were never meant.

Read by ``service.domain.wish``; ``service.domain.phrasing`` explains the notation. No accents.
"""

NAMES = """
texts: mensajes de texto|mensajes|mensajitos|textos|sms|msm|alertas|notificaciones|avisos|
    correos|spam|mensajeria
yours: {texts}|llamadas
those: mas|los|las|sus|estos|estas|esos|esas|tantos|tantas|ningun|ninguna|tus|mis|de
write: escriban|escriba|escribas|escribir|contacten|contacte|contactes|contactar|texteen|textee|
    textees|textear|mensajeen|busquen|marquen
send: manden|mande|mandes|mandar|envien|envie|envies|enviar
nag: molesten|moleste|molestes|molestar|fastidien|jodan|chinguen
phone: llamen|llame|llames|llamar|hablen
inf: escribir|mandar|enviar|molestar|textear|contactar|mensajear|joder|chingar|fregar|fastidiar|
    acosar|llamar
infme: escribirme|mandarme|enviarme|molestarme|textearme|contactarme|mensajearme|joderme|
    chingarme|fastidiarme|acosarme|llamarme|buscarme|hablarme|marcarme
takeme: quitenme|quiteme|quitame|saquenme|saqueme|sacame|borrenme|borreme|borrame|eliminenme|
    elimineme|eliminame|remuevanme|remuevame|bloqueenme
take: quiten|quite|quita|quitar|borren|borre|borra|borrar|saquen|saque|saca|sacar|eliminen|
    elimine|elimina|eliminar|remuevan|remueva|remover|bloqueen
mine: (mi|este) (numero|nombre|telefono|celular|contacto|cel)|mis datos
list: .. (lista|listas|base de datos|suscripcion|sistema|contactos)
stops: dejen|deje|deja|dejar|paren|pare|para|parar|basta|basta ya|paren ya
onward: END|mas|por|please|ya|gracias|nunca|jamas|a este|al|este|en|otra|de nuevo|a la|tan|todos|
    cada|y|o|porque|no
"""

SPARED = """
(no|nunca|jamas|ni) (me|nos|los|se|lo|la|van a|vamos a|voy a|vayan a|hay que|podemos|puedo|
    pueden|quiero|queremos)? (nos|me)? (van a|van|a)? (paren|pares|pare|para|paramos|parar|
    pararemos|paro|cancelen|cancele|canceles|cancelar|quiten|quiteme|quite|borren|saquen|dejen|
    deje|dejes|dejemos|dejar|dejaremos) (de)? ({inf}|{infme}|luchar|mi|me)?
"""

NOT_SPARED = "si|porque"

STOP_WITHIN = """
no (me|nos) (lo)? (vuelvan a|vuelva a|vuelvas a|vayan a|sigan)? {write}
no (me|nos) (vuelvan a|vuelva a|vuelvas a)? {send} (mas|ya)? (END|por|gracias|nada|{those}?
     {those}? {yours})
no me (vuelvan a|vuelva a|vuelvas a|vayan a)? {phone} {onward}
(nunca|jamas) (mas|jamas)? (me|nos) (vuelvan a|vuelva a)? ({write}|{phone}|{send})
(no|nunca) (vuelvan|vuelva|vuelvas) a {infme}
{stops} (ya)? de {infme}
{stops} (ya)? con {those}? {texts} {onward}
{stops} (ya)? de {inf} {those}? {yours}
{stops} (ya)? de (molestar|escribir|textear|joder|chingar|fastidiar|acosar) END
no (quiero|queremos|deseo|necesito|me gusta) (que)? (seguir)? (me|recibir|recibiendo|sigan|
    lleguen|mas)? ({write}|{send}|{phone}|mandando|escribiendo|llamando)? {those}? {those}?
     ({yours}|recibir nada|nada de {yours})
favor de no ({write}|{phone}|{send}|{nag})
no (quiero|deseo) que me ({write}|{phone} {onward}|{nag})
no mas {those}? {texts} {onward}
(basta|alto|fin|stop) (ya)? (de|a|con)? {those}? {yours} {onward}
{takeme} (END|ya|por|(de|del) {list}|de (ahi|esto|eso))
{take} ... {mine}
{take} ... (de|del) {list}
(doy|dame|denme|deme|darme|darse|darnos|doi) de baja
me (quiero|quisiera|puedo|deseo|pueden|podrian) dar de baja
(quiero|quisiera|deseo|solicito|pido) (la|mi|una)? baja
(cancelar|cancelen|cancele|cancela|cancelo|cancelacion|cancelacion de|anular|
    terminar|termine|terminen) (mi|la|
    esta|de)? (suscripcion|suscription|subscripcion|inscripcion|registro)
(cancelar|cancelen|cancele|cancela|quitar|quiten|paren|pare|parar|detengan|eliminar) {those}?
     {those}? {texts}
(desuscribir|desuscribirme|desuscriban|desuscribanme|desuscribame|desuscribe|desinscribir|
    desinscribirme|desafiliar)
(salir|salirme|salgo|sacar|sacarme) (de|del)? {list}
como (paro|detengo) {those}? {yours}
(como|donde) (me)? (salgo|cancelo|desuscribo|hago para salir|hago para cancelar)
no (autorizo|acepto|doy permiso|di permiso|doy autorizacion|he autorizado) ... ({write}|{phone}|
    {send}|{yours})
(revoco|retiro) (mi|el) (consentimiento|permiso|autorizacion)
no (contactar|contacten|escribir|escriban|llamar|llamen|{send}) mas END
no {send} {those}? {those}? {yours}
"""

STOP_WHOLE = """
(alto|stop)
(ya)? (parenle|parele|parale) (ya)? con {those}? {texts}
(parar|pare) (todo)?
para ya
basta
(cancelar|cancela|cancelen|cancele) (todo)?
(quiero)? salir
fin
detener
(ya)? no mas (llamadas)?
baja
(dar|de)? de baja
(dedebaja|nomas)
(no quiero|ya no quiero) mas
(borrarme|quitarme)
{stops} de (llamar|marcar)
no (llamar|llamen|marcar|marquen|escribir|escriban|contactar|enviar)
(ya)? no (me|nos) {nag} (mas)?
(dejenme|dejeme|dejame) (en paz|tranquilo|tranquila|quieto|quieta)
"""

DOUBT_WITHIN = """
(demasiados|demasiadas|muchos|muchas|tantos|tantas) {texts}
(por que|porque) (me|nos) (escriben|escribe|mandan|manda|llaman|llama|envian|envia|llega|llegan|
    texteam|textean|molestan|contactan|siguen) {onward}
(por que|porque) (me|nos) (mandan|manda|envian|envia|llega|llegan) (esto|eso|tantos|tanto|estos|
    {texts})
(por que|porque) (me|nos) (escriben|escribe|molestan|contactan|textean)
(quien|kien) (les|le|te) (dio|dieron|paso) (mi|este) (numero|telefono|cel)
(como|de donde) (consiguieron|consiguio|obtuvieron|tienen|sacaron|agarraron) (mi|este) (numero|
    telefono|cel)
(los|les|lo|te|voy a) (voy a|vamos a)? (reportar|reporto|bloquear|bloqueo|denunciar|demandar|
    demando)
(no|nunca) (me)? (pedi|inscribi|apunte|registre|suscribi|autorice|solicite|di permiso) ...
(no me|no nos) interesa
no estoy (interesado|interesada)
(estoy|ya estoy|me tienen) (harto|harta|cansado|cansada|hasta la madre|aburrido) (de|con)
    (ustedes|sus|esto|tanto|tantos|tantas|que me|{texts})
(cancelar|cancela|cancele|cancelen) (mi|la|esta) llamada
(que|son unos|son muy|es|esto es) (molestos|molesto|molestia|fastidio|fastidiosos|spam|acoso|
    estafa|fraude|una estafa|un fraude|una molestia)
no (me|nos)? {nag}
(ya)? (dejenme|dejeme|dejame) END
(dejenme|dejeme|dejame|dejenos) (en paz|tranquilo|tranquila|tranquilos)
(dejen de|paren|pare|parar|basta) ... ({texts}|mi numero|mi telefono)
{take} ... (lista|mi numero)
"""

DOUBT_WHOLE = """
(ya)? basta ya
ya basta (ya)?
ya estuvo (bueno)?
(ya)? (parenle|parele|paren|parale)
ya pare
no gracias
no (quiero|kiero) (nada|esto)?
ya no (quiero|kiero)? (nada|esto)?
(estoy|ya estoy) (harto|harta|cansado|cansada) (de)? (esto|ustedes)?
(vete|vayase|vayanse) (al|a la) (diablo|carajo|chingada|mierda|infierno)
(chinga|chinguen|chingen) (tu|a su|su|tu puta) madre
(callense|callate|callese|largate|larguense|fastidio|spam|estafa|fraude|mentira|mentirosos)
(jodete|jodanse|pudranse)
cambie de opinion
(quiero|quisiera) (cancelar|parar|que (paren|pare|dejen))
como (paro|detengo) (esto|eso)
(cese|cesen|detente|detenganse|terminar|suspender|quitar|borrar|no autorizo)
"""

WRONG_WITHIN = """
(numero|telefono|persona|contacto|celular) (equivocado|equivocada|incorrecto|incorrecta|eqivocado)
(se)? (equivoco|equivocaron|eqivoco|eqivocaron|confundieron) de (numero|persona|telefono)
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

WRONG_WHOLE = """
(esta|estan|estas)? (equivocado|equivocada|equivocados)
"""
