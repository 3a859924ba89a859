"""What people write for the keys of a canvas, in five languages: it leads to a suggestion, never to a silent guess."""

from __future__ import annotations

from typing import Final

ALIASES: Final[dict[str, str]] = {
    # The file itself
    "cxcanvas": "cx canvas, canvas, version, format",
    "title": "name, heading · titlu, nume, denumire · tytuł, nazwa · название, заголовок · titolo, nome",
    "language": "lang, locale · limba, limbă · język · язык · lingua",
    "organisation": "organization, company, client · organizație, organizația, companie, firmă · organizacja, firma · "
    "организация, компания · organizzazione, azienda",
    "industry": "sector, branch · industrie, domeniu · branża · отрасль · settore",
    "date": "created, as of · dată, data · дата · data",
    "authors": "author, by, team · autori, autor · autorzy · авторы, автор · autori, autore",
    "strategy": "vision, company strategy · strategie, viziune · strategia, wizja · стратегия, видение · "
    "strategia, visione",
    # Customers
    "segments": "segment, who, customer segments, target groups · segmente, segmente de clienți, cine · "
    "segmenty, segmenty klientów, kto · сегменты, сегменты клиентов, кто · "
    "segmenti, segmenti di clientela, chi",
    "needs": "need, customer needs · nevoi, nevoile clienților · potrzeby, potrzeby klientów · "
    "потребности, потребности клиентов · bisogni, bisogni dei clienti, esigenze",
    "moments": "moment, moments that matter, key moments · momente, momente care contează · "
    "momenty, momenty które mają znaczenie, ważne momenty · "
    "моменты, значимые моменты, моменты которые имеют значение · momenti, momenti che contano",
    "preferred_channels": "preferred channel, channels preferred · canale preferate, canale de distribuție preferate · "
    "preferowane kanały, kanały preferowane · предпочитаемые каналы · canali preferiti",
    # Internal business
    "objectives": "objective, goals, goal, aims · obiective, obiectiv · cele, cel · цели, цель · obiettivi, obiettivo",
    "culture": "values, company culture · cultură, cultura, cultură organizațională · "
    "kultura, kultura organizacyjna · культура, корпоративная культура · cultura, cultura aziendale",
    "activities": "activity, key activities, actions · activități, activități-cheie · działania, kluczowe działania · "
    "действия, ключевые действия, виды деятельности · attività, attività chiave",
    "supported_channels": "supported channel, channels, offered channels · "
    "canale, canale oferite, canale acceptate, canale suportate, canale de distribuție · "
    "kanały, obsługiwane kanały · каналы, поддерживаемые каналы · "
    "canali, canali presidiati, canali supportati",
    "metrics": "metric, measures, kpis, kpi, indicators · indicatori, măsurători, valori · "
    "mierniki, wskaźniki, metryki · метрики, показатели · metriche, indicatori",
    # External business
    "service_model": "service, service principles · model de servicii, model de servire · "
    "model obsługi, model obsługi klienta · модель обслуживания · "
    "modello di servizio, modello di assistenza, assistenza",
    "sales_model": "sales, selling model · model de vânzare, model de vânzări · model sprzedaży · модель продаж · "
    "modello di vendita",
    "retention_plan": "retention, loyalty plan · plan de retenție, plan de reținere, plan de fidelizare, retenție · "
    "plan utrzymania klientów, plan utrzymania, plan retencji, retencja · "
    "план удержания, план удержания клиентов, удержание · "
    "piano di fidelizzazione, piano di retention, fidelizzazione",
    "awareness_plan": "awareness, awareness and engagement plan, engagement plan · "
    "plan de notorietate, plan de notorietate și implicare, plan de conștientizare, notorietate · "
    "plan budowania świadomości, plan budowania świadomości i zaangażowania, świadomość marki · "
    "план узнаваемости, план узнаваемости и вовлечения, узнаваемость · "
    "piano di notorietà, piano di notorietà e coinvolgimento, notorietà",
    # Stages
    "pre_sale": "pre, before, presale, presales, before the sale · pre-vânzare, înainte de vânzare · "
    "przed sprzedażą, przed, przedsprzedaż · до продажи, до, предпродажа · "
    "pre-vendita, prima della vendita",
    "post_sale": "post, after, postsale, aftersales, after the sale · post-vânzare, după vânzare · "
    "po sprzedaży, po, posprzedaż · после продажи, после, послепродажа · post-vendita, dopo la vendita",
    # About the file
    "not_captured": "left out, excluded, skipped, not assessed · necompletate, omise · pominięte · "
    "не заполнено, пропущено · non compilati, omessi",
    "waivers": "waiver, exceptions, accepted · excepții, excepții acceptate · odstępstwa · "
    "исключения, принятые исключения · deroghe",
    "personas": "persona · персоны · persone",
    "empathy_maps": "empathy map · harta empatiei, hărți de empatie · mapa empatii, mapy empatii · "
    "карта эмпатии, карты эмпатии · mappa dell'empatia, mappe dell'empatia",
    "journeys": "journey, journey map, journey maps, customer journey · harta călătoriei clientului, călătorii · "
    "mapa podróży klienta, podróże · карта пути клиента, пути · mappa del percorso cliente, percorsi",
    "employee_journeys": "employee journey · călătoria angajatului · podróż pracownika · путь сотрудника · "
    "percorso dipendente",
    "service_template": "service model template · șablonul modelului de servicii · szablon modelu obsługi klienta · "
    "шаблон модели обслуживания · scheda del modello di servizio",
    "five_whys": "5 whys, five whys · 5 de ce, cei 5 de ce · 5 dlaczego · 5 почему · 5 perché",
    "user_flows": "user flow · fluxul utilizatorului · ścieżka użytkownika · пользовательский сценарий · "
    "flusso utente",
    # Notes
    "id": "key, ref, identifier · identificator · identyfikator · идентификатор · identificativo",
    "text": "name, note, title, label, description, content, what · notă, nume, denumire, descriere · "
    "tekst, treść, nazwa, opis · текст, заметка, название, описание · testo, nota, nome, descrizione",
    "for": "for_, serves, links, supports, relates to · pentru · dla · для · per",
    "not_for": "not for, notfor, unrelated · nu pentru · nie dla · не для · non per",
    "through": "via, channel, channels, by · prin, canal, canale · przez, kanał, kanały · через, канал, каналы · "
    "tramite, canale, canali, attraverso",
    "owner": "responsible, who · responsabil, proprietar · właściciel, odpowiedzialny · владелец, ответственный · "
    "responsabile, titolare",
    "evidence": "proof, source · dovezi, dovadă · dowody, dowód · подтверждение, доказательства · evidenze, prova",
    "importance": "priority, weight · importanță, prioritate · ważność, priorytet · важность, приоритет · "
    "importanza, priorità",
    "share": "percentage, portion, size · pondere, cotă · udział · доля · quota",
    "status": "state · stare, stadiu · stan · статус, состояние · stato",
    "tags": "tag, labels · etichete · etykiety, tagi · теги, метки · etichette",
    # Metrics
    "unit": "units, unit of measure · unitate · jednostka · единица · unità",
    "baseline": "current, start, as is · valoare de pornire · wartość wyjściowa · исходное значение · "
    "valore di partenza",
    "target": "goal, to be · țintă · wartość docelowa, cel · целевое значение · obiettivo, valore obiettivo",
    "direction": "trend · direcție · kierunek · направление · direzione",
    "due": "deadline, by when, until · termen, până la · termin · срок · scadenza",
    "frequency": "cadence, how often · frecvență · częstotliwość · частота · frequenza",
    "source": "origin, type · sursă · źródło · источник · fonte",
    "scale": "range · scală, scara · skala · шкала · scala",
    # Waivers
    "rule": "name, code · regulă · reguła · правило · regola",
    "at": "place, where, note, block · loc · miejsce · место · dove",
    "fingerprint": "hash, finding · amprentă · odcisk · отпечаток · impronta",
    "reason": "why, because, comment · motiv · powód · причина · motivo",
    "until": "expires, valid until, due · până la · do · до · fino al",
}
"""For each key: what it may be called instead; languages stand apart by “·”, words by commas."""
