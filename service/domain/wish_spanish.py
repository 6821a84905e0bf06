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
(oficina|el|ella|ellos|ellas|senador|senadora|senor|senora|recepcionista|secretaria|grabacion|
    contestadora|persona|muchacha|muchacho|joven|me|nos) (me|nos)? (dijo|dijeron|dice|dicen|
    contesto|contestaron|pidio|pidieron) (que)? (ya)? (no|nunca) (vuelvan a|vuelva a|vuelvas a)?
     ({phone}|llamar|llamara|marquen|marque|marcar|{write}) (aqui|a (este|ese) numero|a (esta|esa|
    la) oficina)? (mas|otra vez|de nuevo|nunca)?
(no|nunca|jamas|ni) (me|nos|los|se|lo|la|van a|vamos a|voy a|vayan a|hay que|podemos|puedo|
    pueden|quiero|queremos)? (nos|me)? (van a|van|a)? (paren|pares|pare|para|paramos|parar|
    pararemos|paro|cancelen|cancele|canceles|cancelar|quiten|quiteme|quite|borren|saquen|dejen|
    deje|dejes|dejemos|dejar|dejaremos) (de)? ({inf}|{infme}|luchar|mi|me)?
"""

NOT_SPARED = "si|porque"

STOP_WITHIN = """
no (me|nos) (lo)? (vuelvan a|vuelva a|vuelvas a|vayan a|sigan)? {write}
no (me|nos)? (estes|esten|este|sigan|siga|sigas|anden) (mandando|enviando|escribiendo|llamando)
     {those}? ({yours}|END)
no me (estes|esten|este|sigan|siga|sigas) (mandando|enviando|escribiendo|llamando|molestando)
no (me|nos) (vuelvan a|vuelva a|vuelvas a)? {send} (mas|ya)? (END|por|gracias|nada|{those}?
     {those}? {yours})
no me (vuelvan a|vuelva a|vuelvas a|vayan a)? {phone} {onward}
(nunca|jamas) (mas|jamas)? (me|nos) (vuelvan a|vuelva a)? ({write}|{phone}|{send})
(no|nunca) (vuelvan|vuelva|vuelvas) a {infme}
{stops} (ya)? de {infme}
{stops} (ya)? con {those}? {texts} {onward}
{stops} (ya)? de {inf} {those}? {yours}
{stops} (ya)? de (molestar|escribir|textear|joder|chingar|fregar|fastidiar|acosar) END
no (quiero|queremos|deseo|necesito|me gusta) (que)? (seguir)? (me|recibir|recibiendo|sigan|
    lleguen|mas)? ({write}|{send}|{phone}|mandando|escribiendo|llamando)? {those}? {those}?
     ({yours}|recibir nada|nada de {yours})
favor de no ({write}|{phone}|{send}|{nag}|{infme})
no (quiero|queremos|deseo) (estar|seguir|aparecer) en {list}
no (quiero|queremos|deseo) (ser|formar) parte de (esto|eso|{list}) (END|por|gracias|mas|ya)
no (quiero|deseo) que me ({write}|{phone} {onward}|{nag})
no mas {those}? {texts} {onward}
(basta|alto|fin|stop) (ya)? (de|a|con)? {those}? {yours} {onward}
{takeme} (END|ya|por|(de|del) {list}|de (ahi|esto|eso))
(quitenme|quiteme|quitame|borrenme|borreme|eliminenme) de aqui
{take} ... {mine}
{take} ... (de|del) {list}
(doy|dame|denme|deme|darme|darse|darnos|doi) de baja
me (quiero|quisiera|puedo|deseo|pueden|podrian) dar de baja
(quiero|quisiera|deseo|solicito|pido) (la|mi|una)? baja
(cancelar|cancelen|cancele|cancela|cancelo|cancelacion|cancelacion de|anular|
    terminar|termine|terminen) (mi|la|
    esta|de)? (suscripcion|suscription|subscripcion|inscripcion|registro)
(cancelar|cancelen|cancele|cancela|quitar|quiten|paren|pare|parar|detengan|detener|detenga|eliminar|
    suspendan|suspender|suspenda|desactivar|desactiven|desactive|anular|anulen) {those}?
     {those}? {texts}
(desuscribir|desuscribirme|desuscriban|desuscribanme|desuscribame|desuscribe|desinscribir|
    desinscribirme|desafiliar)
(salir|salirme|salgo|sacar|sacarme|quitarme|borrarme) (de|del)? {list}
(olviden|olvide|olvida|pierdan|pierda) (mi|este) (numero|telefono|celular|cel)
(dejar|dejo|dejamos) de recibir {those}? {yours}
(stop|alto) (todo)? {those}? {yours}
como (paro|detengo) {those}? {yours}
(como|donde) (me)? (salgo|cancelo|desuscribo|hago para salir|hago para cancelar)
no (autorizo|acepto|doy permiso|di permiso|doy autorizacion|he autorizado) ... ({write}|{phone}|
    {send}|{yours})
(revoco|retiro) (mi|el) (consentimiento|permiso|autorizacion)
no (contactar|contacten|escribir|escriban|llamar|llamen|{send}) mas END
no {send} {those}? {those}? {yours}
no (me|nos) {send} mas (de)? (esto|eso|estos|estas)
"""

STOP_WHOLE = """
(alto|stop) (todo)?
(ya)? (parenle|parele|parale) (ya)? con {those}? {texts}
(parar|pare) (todo)?
para ya
basta
(cancelar|cancela|cancelen|cancele) (todo)?
(me)? (quiero)? salir
me quiero (salir|borrar|quitar)
quiero cancelar
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
(quiero|quisiera) (parar|que (paren|pare|dejen))
como (paro|detengo) (esto|eso)
(ya)? no (quiero|deseo) (participar|seguir)
(ya)? no (mandar|textear|hablen|manden|mande|envien|me hable|molestar) (mas)?
(eliminar|anular|desactivar|paren ya)
(cese|cesen|detente|detenganse|terminar|suspender|quitar|borrar|no autorizo)
"""
