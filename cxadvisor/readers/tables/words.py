"""What columns, rows and headings of canvases, journeys and personas are called, in five languages.

Each entry lists the words for one thing: languages stand apart by “·”, words by commas. They are matched as a whole,
without case and accents; a word that merely looks like one of them is not taken for it.
"""

from __future__ import annotations

from typing import Final

STAGES: Final[dict[str, str]] = {
    "pre_sale": "pre, presale, pre sale, presales, pre sales, before, before sale, before the sale, pre purchase, "
    "before purchase, before the purchase · pre vânzare, prevânzare, înainte, înainte de vânzare, "
    "înainte de cumpărare · przed sprzedażą, przed, przedsprzedaż, przed zakupem · до продажи, до, предпродажа, "
    "до покупки · pre vendita, prevendita, prima, prima della vendita, prima dell'acquisto",
    "post_sale": "post, postsale, post sale, postsales, post sales, after, after sale, after sales, aftersales, "
    "after the sale, post purchase, after purchase, after the purchase · post vânzare, după, după vânzare, "
    "după cumpărare · po sprzedaży, po, posprzedaż, po zakupie · после продажи, после, послепродажа, после покупки · "
    "post vendita, dopo, dopo la vendita, dopo l'acquisto",
}
"""The two stages of a canvas."""

PHASES: Final[dict[str, str]] = {
    "before": "before, before purchase, before the purchase, pre purchase, pre sale, before visit · "
    "înainte, înainte de cumpărare · przed, przed zakupem · до, до покупки · prima, prima dell'acquisto",
    "during": "during, during purchase, during the purchase, purchase, sale · în timpul, în timpul cumpărării, "
    "cumpărare · w trakcie, podczas, zakup · во время, во время покупки, покупка · durante, acquisto",
    "after": "after, after purchase, after the purchase, post purchase, post sale, after visit · după, "
    "după cumpărare · po, po zakupie · после, после покупки · dopo, dopo l'acquisto",
}
"""The three phases of a journey."""

SECTIONS: Final[dict[str, str]] = {
    "customers": "customers, customer, the customer, clients · clienți, clienții, client · klienci, klient · "
    "клиенты, клиент · clienti, cliente",
    "internal": "internal, internal business, inside the business, company · interiorul afacerii, intern, "
    "afacere internă · wnętrze firmy, wewnętrzne · внутри компании, внутреннее · azienda interna, interno",
    "external": "external, external business · exteriorul afacerii, extern, afacere externă · otoczenie klienta, "
    "zewnętrzne · во взаимодействии с клиентом, внешнее · azienda verso il cliente, esterno",
}
"""The three sections of a canvas; a label may name one beside the block."""

NOTE_COLUMNS: Final[dict[str, str]] = {
    "text": "text, note, notes, content, sticky note, sticky, sticky notes, card, body, plain text, text area 1, idea, "
    "message, statement, title, name, description · text, notă, notițe, conținut, bilet, idee, titlu, descriere · "
    "tekst, notatka, treść, karteczka, pomysł, tytuł, opis · текст, заметка, содержание, стикер, карточка, идея, "
    "название, описание · testo, nota, note, contenuto, foglietto, idea, titolo, descrizione",
    "block": "block, canvas block, frame, frame name, frame title, section, area, group, parent, contained by, "
    "container, box, field, category, zone, cluster, heading, topic, column, list · bloc, cadru, secțiune, zonă, grup, "
    "categorie, rubrică · blok, ramka, sekcja, obszar, grupa, kategoria, pole · блок, фрейм, рамка, раздел, секция, "
    "область, группа, категория, поле · blocco, riquadro, sezione, area, gruppo, categoria, campo",
    "stage": "stage, sale stage, phase, when, before or after, timing, period · etapă, stadiu, fază, când · "
    "etap, faza, kiedy · этап, стадия, фаза, когда · fase, stadio, quando",
    "id": "id, note id, sticky id, ref, key, identifier, uid · identificator · identyfikator · идентификатор · "
    "identificativo",
    "for": "for, serves, links to, linked to, relates to, supports · pentru · dla · для · per",
    "not_for": "not for · nu pentru · nie dla · не для · non per",
    "through": "through, via · prin · przez, poprzez · через · tramite, attraverso",
    "owner": "owner, responsible, accountable · responsabil, proprietar · właściciel, odpowiedzialny · "
    "владелец, ответственный · responsabile, titolare",
    "evidence": "evidence, proof · dovezi, dovadă · dowody, dowód · подтверждение, доказательства · evidenze, prova",
    "importance": "importance · importanță · ważność, znaczenie · важность · importanza",
    "share": "share, share of customers · pondere, cotă · udział · доля · quota",
    "status": "status · stare, stadiu curent · status · статус, состояние · stato",
    "tags": "tags, tag, labels · etichete · tagi, etykiety · теги, метки · etichette, tag",
    "unit": "unit, unit of measure · unitate, unitate de măsură · jednostka · единица, единица измерения · "
    "unità, unità di misura",
    "baseline": "baseline, current value, today · valoare de pornire, valoare actuală · wartość wyjściowa · "
    "исходное значение, базовое значение · valore di partenza",
    "target": "target, target value · țintă, valoare țintă · wartość docelowa · целевое значение · "
    "target, valore obiettivo",
    "direction": "direction · direcție · kierunek · направление · direzione",
    "due": "due, due date, deadline, by when · termen, termen limită · termin · срок · scadenza",
    "frequency": "frequency, how often · frecvență · częstotliwość · частота, периодичность · frequenza",
    "source": "source · sursă · źródło · источник · fonte",
    "scale": "scale · scală · skala · шкала · scala",
}
"""The columns of a list of notes. Of several columns for the text the one named first here is taken."""

JOURNEY_FIELDS: Final[dict[str, str]] = {
    "stage": "stage, stages, phase, phases, journey stage, journey phase · etapă, etape, fază, faze · "
    "etap, etapy, faza, fazy · этап, этапы, стадия, фаза · fase, fasi, tappa, tappe",
    "action": "action, actions, interaction, interactions, step, steps, "
    "activity, activities, what happens, what they do, doing, does, task, "
    "tasks, event, journey · acțiune, acțiuni, acțiunea, pas, pași, activitate, activități, ce face · działanie, "
    "działania, krok, kroki, czynność, czynności, co robi · действие, действия, шаг, шаги, что делает · "
    "azione, azioni, passo, passi, attività, passaggio, cosa fa",
    "id": "id, step id, ref · identificator · identyfikator · идентификатор · identificativo",
    "goal": "goal, goals, objective, intent, intention, need, needs, need at this step, job to be done, expectation, "
    "expectations · scop, scopuri, obiectiv, obiective, nevoie, nevoi, așteptări · cel, cele, potrzeba, potrzeby, "
    "oczekiwania · цель, цели, потребность, потребности, ожидания · obiettivo, obiettivi, scopo, bisogno, bisogni, "
    "aspettative",
    "touchpoint": "touchpoint, touchpoints, touch point, touch points, contact point · "
    "punct de contact, puncte de contact · punkt styku, punkty styku, punkt kontaktu · точка контакта, "
    "точки контакта, точка касания · punto di contatto, punti di contatto, touchpoint",
    "channel": "channel, channels, where, support channel · canal, canale, unde · kanał, kanały, gdzie · "
    "канал, каналы, где · canale, canali, dove",
    "emotion": "emotion, emotions, feeling, feelings, feels, mood, emotional state, emotion score, emotional score, "
    "emotion curve, sentiment, satisfaction, score, experience score · emoție, emoții, sentiment, stare, "
    "dispoziție, trăiri · emocja, emocje, uczucia, nastrój, odczucia · эмоция, эмоции, чувства, настроение · "
    "emozione, emozioni, sentimento, sentimenti, stato d'animo, umore",
    "thought": "thought, thoughts, thinking, thinks, thoughts and feelings, questions · gând, gânduri, ce gândește, "
    "gânduri și emoții · myśl, myśli, co myśli, pytania · мысль, мысли, что думает, вопросы · "
    "pensiero, pensieri, cosa pensa, domande",
    "said": "said, says, quote, quotes, verbatim, verbatims · citat, citate, ce spune · cytat, cytaty, co mówi · "
    "цитата, цитаты, что говорит · citazione, citazioni, cosa dice",
    "seen": "seen, sees, physical evidence, evidence of service · ce vede, dovezi fizice · co widzi · что видит · "
    "cosa vede, prove fisiche",
    "pain": "pain, pains, pain point, pain points, painpoint, painpoints, frustration, frustrations, problem, "
    "problems, issue, issues, barrier, barriers, barriers encountered, service barriers, difficulty, friction, "
    "pain at this step, challenges · durere, puncte dureroase, puncte de durere, frustrări, probleme, problemă, "
    "dificultăți, bariere · "
    "ból, bolączki, problemy, problem, frustracje, bariery, trudności · боль, боли, болевые точки, проблема, "
    "проблемы, барьеры, трудности · punti dolenti, criticità, problema, problemi, frustrazioni, ostacoli, "
    "difficoltà",
    "gain": "gain, gains, delight, delights, benefit, benefits, what pleases · câștig, câștiguri, beneficii, "
    "ce place · korzyść, korzyści · выгода, выгоды, радости · vantaggio, vantaggi, benefici, cosa piace",
    "opportunity": "opportunity, opportunities, improvement, improvements, idea, ideas, solution, solutions, "
    "design opportunities · oportunitate, oportunități, îmbunătățiri, idei, soluții · szansa, szanse, możliwości, "
    "usprawnienia, pomysły, rozwiązania · возможность, возможности, улучшения, идеи, решения · "
    "opportunità, miglioramenti, idee, soluzioni",
    "moment_of_truth": "moment of truth, moments of truth, mot, critical moment, moment that matters, "
    "moments that matter · momentul adevărului, moment al adevărului, momente ale adevărului · moment prawdy, "
    "momenty prawdy · момент истины, моменты истины · momento della verità, momenti della verità",
    "evidence": "evidence, proof, data, research · dovezi, dovadă, date · dowody, dane · подтверждение, данные · "
    "evidenze, dati, prova",
    "owner": "owner, responsible, accountable, department · responsabil, proprietar, departament · właściciel, "
    "odpowiedzialny, dział · владелец, ответственный, отдел · responsabile, titolare, reparto",
    "frontstage": "frontstage, front stage, onstage, on stage, line of interaction, employee actions, front office · "
    "front office, scenă · scena, front office · на сцене, фронт офис · front office, in scena",
    "backstage": "backstage, back stage, behind the scenes, support, support processes, supporting processes, "
    "internal processes, back office, systems · culise, back office, procese de suport, procese interne · "
    "zaplecze, procesy wspierające, back office · за кулисами, бэк офис, вспомогательные процессы · "
    "retroscena, dietro le quinte, processi di supporto, back office",
    "metric": "metric, metrics, kpi, kpis, measure, measures · indicator, indicatori, măsură · miernik, mierniki, "
    "wskaźnik, wskaźniki · метрика, метрики, показатель, показатели · metrica, metriche, indicatore, indicatori",
    "failure": "failure, failures, fail point, fail points, failure point, failure points, what goes wrong · "
    "eșec, puncte de eșec, ce nu merge · awaria, punkty awarii, co idzie źle · сбой, сбои, точки сбоя · "
    "errore, punti di errore, cosa va storto",
    "recovery": "recovery, service recovery, how it is put right · remediere, recuperare · naprawa, "
    "naprawa błędu · исправление, восстановление · recupero, rimedio",
}
"""The rows or columns of a journey."""

JOURNEY_FACTS: Final[dict[str, str]] = {
    "persona": "persona, personas, actor, user, customer, who, customer persona · persona, client, utilizator, cine · "
    "persona, klient, użytkownik, kto · персона, клиент, пользователь, кто · persona, cliente, utente, chi",
    "segment": "segment, customer segment · segment · segment · сегмент · segmento",
    "situation": "situation, scenario, context, point of view, pov, trigger · situație, scenariu, context · "
    "sytuacja, scenariusz, kontekst · ситуация, сценарий, контекст · situazione, scenario, contesto",
    "emotion_scale": "emotion scale, scale, emotional scale · scala emoțiilor, scală · skala emocji, skala · "
    "шкала эмоций, шкала · scala delle emozioni, scala",
    "state": "state, as is or to be · stare · stan · состояние · stato",
    "owner": "owner, journey owner · responsabil, proprietar · właściciel · владелец, ответственный · "
    "responsabile, titolare",
    "measured_by": "measured by, metrics, kpis · măsurat prin, indicatori · mierzone przez, mierniki · "
    "измеряется, метрики · misurato da, metriche",
    "evidence": "evidence, research, sources, source · dovezi, surse, cercetare · dowody, źródła, badania · "
    "подтверждение, источники, исследование · evidenze, fonti, ricerca",
    "frontline_consulted": "frontline consulted · front consultat · konsultowano z pierwszą linią · "
    "опрошены сотрудники первой линии · prima linea consultata",
    "date": "date · data · data · дата · data",
    "authors": "authors, author · autori, autor · autorzy, autor · авторы, автор · autori, autore",
    "id": "id · identificator · identyfikator · идентификатор · identificativo",
}
"""What is said of a whole journey, beside its steps."""

PERSONA_FIELDS: Final[dict[str, str]] = {
    "name": "name, persona, persona name, full name · nume, numele persoanei · imię, nazwa, imię i nazwisko · имя, "
    "персона · nome",
    "id": "id, persona id · identificator · identyfikator · идентификатор · identificativo",
    "segment": "segment, customer segment · segment · segment · сегмент · segmento",
    "age": "age, ages · vârstă, vârsta · wiek · возраст · età",
    "occupation": "occupation, job, job title, profession, role, work · ocupație, ocupația, profesie, loc de muncă, "
    "rol · zawód, praca, stanowisko, rola · профессия, работа, должность, роль, род занятий · "
    "occupazione, lavoro, professione, ruolo",
    "household": "household, family, family status, marital status · gospodărie, familie, stare civilă · "
    "gospodarstwo domowe, rodzina, stan cywilny · семья, семейное положение · nucleo familiare, famiglia, "
    "stato civile",
    "location": "location, lives in, residence, city, place · locație, localitate, oraș, domiciliu · lokalizacja, "
    "miejsce zamieszkania, miasto · место жительства, город, местоположение · luogo, residenza, città",
    "summary": "summary, bio, biography, about, profile, background, story, description · rezumat, biografie, despre, "
    "profil, poveste, descriere · podsumowanie, biografia, o osobie, profil, opis · описание, биография, "
    "профиль, история · sintesi, biografia, profilo, storia, descrizione",
    "statistics": "demographics, demographic, statistics, facts, figures · date demografice, demografie, "
    "statistici · dane demograficzne, demografia, statystyki · демография, демографические данные, "
    "статистика · dati demografici, demografia, statistiche",
    "beliefs": "beliefs, attitudes, values, attitude · convingeri, credințe, atitudini, valori · przekonania, postawy, "
    "wartości · убеждения, взгляды, ценности · convinzioni, valori, atteggiamenti",
    "behaviour": "behaviour, behaviours, behavior, behaviors, habits, technology usage, technology, digital habits, "
    "shopping habits · comportament, comportamente, obiceiuri, tehnologie · zachowanie, zachowania, nawyki, "
    "technologia · поведение, привычки, технологии · comportamento, comportamenti, abitudini, tecnologia",
    "expectations": "expectations, expects · așteptări · oczekiwania · ожидания · aspettative",
    "motivations": "motivation, motivations, drivers, motivators · motivații, motivație · motywacja, motywacje · "
    "мотивация, мотивы · motivazione, motivazioni",
    "goals": "goal, goals, objectives, aims, primary goal, jobs to be done · scop, scopuri, obiective, țeluri · "
    "cel, cele · цель, цели · obiettivo, obiettivi, scopi",
    "needs": "need, needs, wants, user story, user stories · nevoie, nevoi · potrzeba, potrzeby · потребность, "
    "потребности, нужды · bisogno, bisogni, esigenze",
    "pains": "pain, pains, pain point, pain points, frustration, frustrations, challenges, problems, struggles, "
    "barriers, barrier · puncte dureroase, puncte de durere, frustrări, probleme, provocări, bariere · bolączki, "
    "frustracje, problemy, "
    "wyzwania, bariery · боли, болевые точки, проблемы, трудности, фрустрации · punti dolenti, frustrazioni, "
    "problemi, difficoltà, criticità",
    "fears": "fear, fears, worries, concerns, anxieties · temeri, frici, griji · obawy, lęki · страхи, опасения · "
    "paure, timori, preoccupazioni",
    "gains": "gain, gains, benefits · câștiguri, beneficii · korzyści, zyski · выгоды · vantaggi, benefici",
    "channels": "channel, channels, preferred channels, preferred channel, primary channel, communication channels · "
    "canal, canale, canale preferate · kanał, kanały, preferowane kanały · канал, каналы, предпочитаемые каналы · "
    "canale, canali, canali preferiti",
    "quotes": "quote, quotes, verbatim, verbatims, in their words, says · citat, citate · cytat, cytaty · цитата, "
    "цитаты · citazione, citazioni",
    "evidence": "evidence, sources, source, research, based on · dovezi, surse, cercetare · dowody, źródła, badania · "
    "подтверждение, источники, исследования · evidenze, fonti, ricerca",
    "share": "share · pondere, cotă · udział · доля · quota",
}
"""What is said of a persona."""

KINDS: Final[dict[str, str]] = {
    "journeys": "journey, journeys, journey map, journey maps, customer journey, customer journeys, "
    "customer journey map, user journey, user journeys, user journey map, current journey, experience map, ux map, "
    "key steps · călătorie, călătoria clientului, călătoriile clienților, harta călătoriei clientului, parcursul "
    "clientului · podróż klienta, podróże klientów, mapa podróży klienta, ścieżka klienta · путь клиента, "
    "пути клиентов, карта пути клиента, "
    "клиентский путь, карта путешествия клиента · percorso del cliente, percorsi dei clienti, mappa del percorso "
    "cliente, viaggio del cliente, customer journey",
    "personas": "persona, personas, user persona, user personas, customer persona, buyer persona · persona, "
    "personas, persona client, profilul clientului · persona, persony, profil klienta · персона, персоны, "
    "портрет клиента · persona, personas, buyer persona, profilo del cliente",
    "user_flows": "user flow, user flows, flow, flows, flow chart, flowchart, task flow · flux, fluxuri, "
    "fluxul utilizatorului, fluxuri de utilizator · ścieżka użytkownika, ścieżki użytkownika, przepływ · "
    "пользовательский сценарий, пользовательские сценарии, сценарий, поток · flusso utente, flussi utente, flusso",
}
"""What headings above artefacts say."""

BUSINESS_MODEL: Final[dict[str, str]] = {
    "key partners": "key partners, key partnerships, partners, partnerships · parteneri cheie, parteneriate cheie · "
    "kluczowi partnerzy · ключевые партнеры, ключевые партнёры · partner chiave",
    "key activities": "key activities · activități cheie · kluczowe działania · ключевые виды деятельности · "
    "attività chiave",
    "key resources": "key resources · resurse cheie · kluczowe zasoby · ключевые ресурсы · risorse chiave",
    "value propositions": "value proposition, value propositions, unique value proposition · propunere de valoare, "
    "propunerea de valoare · propozycja wartości, propozycje wartości · ценностное предложение, "
    "ценностные предложения · proposta di valore, proposte di valore",
    "customer relationships": "customer relationships, customer relationship · relații cu clienții, "
    "relația cu clienții · relacje z klientami · взаимоотношения с клиентами, отношения с клиентами · "
    "relazioni con i clienti",
    "channels": "channels · canale · kanały · каналы, каналы сбыта · canali",
    "customer segments": "customer segments, customer segment · segmente de clienți · segmenty klientów · "
    "потребительские сегменты, сегменты клиентов · segmenti di clientela, segmenti di clienti",
    "cost structure": "cost structure, costs · structura costurilor, structură de costuri · struktura kosztów · "
    "структура издержек, структура затрат · struttura dei costi",
    "revenue streams": "revenue streams, revenue, revenues · fluxuri de venituri, surse de venit · "
    "strumienie przychodów, źródła przychodów · потоки доходов, потоки поступления доходов · "
    "flussi di ricavi, fonti di ricavo",
}
"""The nine blocks of a business model canvas, which is not ours."""

YES: Final = "yes, y, true, x, ✓, ✔, ✅, ★, ⭐, ☑, 1 · da · tak, prawda · да, верно · sì, si, vero"
NO: Final = "no, n, false, -, –, ✗, ✘, ❌, ☐, 0 · nu, fals · nie, fałsz · нет, ложь · no, falso"
"""What stands in cells that say whether something is so."""

QUALIFIERS: Final = (
    "user, users, customer, customers, client, clients, s, their, our, the, a, main, primary, key, current, list, of, "
    "digital, physical, used · "
    "utilizator, utilizatorului, client, clientului, clienților, principale · klient, klienta, klientów, "
    "użytkownika, główne · клиент, клиента, клиентов, пользователя, основные · cliente, clienti, utente, del, "
    "dell, dei, principali · text"
)
"""Words around a label that do not change what it stands for."""
