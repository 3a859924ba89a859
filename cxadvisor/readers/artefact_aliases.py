"""What people write for the keys of artefacts, in five languages: it leads to a suggestion, never to a silent guess.

Keys that canvases have as well are called by other words as there (``aliases.ALIASES``), unless they stand here.
"""

from __future__ import annotations

from typing import Final

from cxadvisor.readers.aliases import ALIASES

_ALL: Final[dict[str, str]] = {
    "title": "name, heading, subject · titlu, nume, denumire · tytuł, nazwa · название, заголовок · titolo, nome",
    "name": "title, label, called · nume, denumire, titlu · nazwa, imię, tytuł · имя, название · nome, titolo",
    "persona": "personas, customer, user · client, utilizator · klient, użytkownik · "
    "персона, клиент, пользователь · cliente, utente",
    "segment": "segments, customer segment, target group · segmente, segment de clienți · segmenty, segment klientów · "
    "сегмент, сегменты, сегмент клиентов · segmento, segmenti, segmento di clientela",
    "situation": "scenario, context · situație, scenariu, context · sytuacja, scenariusz, kontekst · "
    "ситуация, сценарий, контекст · situazione, scenario, contesto",
    "summary": "description, bio, biography, about, story · rezumat, descriere, biografie, poveste · "
    "opis, podsumowanie, historia · описание, биография, резюме, история · descrizione, biografia, sintesi, storia",
    "state": "status, as is, to be, model, version · stare, stadiu · stan · состояние, статус · stato",
    "kind": "type, category · tip, fel · typ, rodzaj · тип, вид · tipo, genere",
    "evidence": "proof, research, based on, insights · dovezi, dovadă, cercetare · "
    "dowody, dowód, badania, dane · подтверждение, доказательства, исследование, данные · "
    "evidenze, prova, prove, ricerca, dati",
    "owner": "responsible, accountable · responsabil, proprietar · właściciel, odpowiedzialny · "
    "владелец, ответственный · responsabile, titolare",
    "goal": "goals, aim, objective, job to be done, jtbd · scop, obiectiv, scopuri · cel, cele, zadanie · "
    "цель, цели, задача · obiettivo, obiettivi, scopo",
    "goals": "goal, aims, objectives, jobs to be done, jtbd, wants, tasks · scopuri, obiective, scop, dorințe · "
    "cele, cel, zadania · цели, цель, задачи · obiettivi, obiettivo, scopi",
    "channel": "channels, medium, via, through · canal, canale, prin · kanał, kanały, przez · "
    "канал, каналы, через · canale, canali, tramite",
    "channels": "channel, preferred channels, media · canale, canal, canale preferate · "
    "kanały, kanał, preferowane kanały · каналы, канал, предпочитаемые каналы · canali, canale, canali preferiti",
    "moment": "moments, moment that matters · momente, moment care contează · momenty, ważny moment · "
    "момент, моменты, значимый момент · momento, momenti, momento che conta",
    "needs": "need, requirements · nevoi, nevoie, cerințe · potrzeby, potrzeba · потребности, потребность · "
    "bisogni, bisogno, esigenze, esigenza",
    "need": "needs, requirement · nevoie, nevoi · potrzeba, potrzeby · потребность, потребности · "
    "bisogno, bisogni, esigenza",
    "metric": "metrics, measure, kpi, kpis, indicator · indicator, indicatori, măsură · miernik, mierniki, wskaźnik · "
    "метрика, метрики, показатель, показатели · metrica, metriche, indicatore, indicatori",
    "measured_by": "metrics, metric, kpis, measures · indicatori, măsurat prin, măsurată prin · "
    "mierniki, mierzone przez, wskaźniki · метрики, показатели, измеряется · metriche, indicatori, misurato da",
    "action": "actions, activity, doing, does, step, task · acțiune, acțiuni, activitate, pas · "
    "działanie, czynność, krok · действие, действия, шаг · azione, azioni, attività, passo",
    "steps": "step, actions, flow · pași, pas · kroki, krok · шаги, шаг · passi, passo, passaggi",
    "stages": "stage, phases, phase · etape, etapă, faze · etapy, etap, fazy · этапы, этап, фазы · fasi, fase, tappe",
    "date": "created, as of · dată, data · дата · data",
    "text": "name, note, title, label, description, content, what, quote · text, notă, nume, descriere · "
    "tekst, treść, nazwa, opis · текст, заметка, название, описание · testo, nota, nome, descrizione",
    "source": "origin, from, reference · sursă, sursa, origine · źródło, pochodzenie · источник · fonte, origine",
}

_PEOPLE: Final[dict[str, str]] = {
    # Personas
    "role": "function, position, buying role · rol, funcție · rola, funkcja · роль, функция · ruolo, funzione",
    "age": "years, age range · vârstă, varsta, ani · wiek, lata · возраст, лет · età, anni",
    "occupation": "job, job title, profession, work · ocupație, profesie, meserie, loc de muncă · "
    "zawód, praca, stanowisko · профессия, работа, занятие, должность · occupazione, professione, lavoro",
    "household": "family, family status, marital status, lives with · gospodărie, familie, stare civilă · "
    "gospodarstwo domowe, rodzina, stan cywilny · семья, домохозяйство, семейное положение · "
    "famiglia, nucleo familiare, stato civile",
    "location": "city, place, residence, region, lives in · oraș, localitate, locație, domiciliu · "
    "miasto, miejscowość, lokalizacja · город, место жительства, местоположение · città, luogo, residenza",
    "statistics": "demographics, figures, numbers, stats, facts · statistici, date demografice, cifre · "
    "statystyki, demografia, dane demograficzne, liczby · статистика, демография, цифры · "
    "statistiche, dati demografici, numeri",
    "beliefs": "belief, values, attitudes, attitude · convingeri, credințe, valori, atitudini · "
    "przekonania, wartości, postawy · убеждения, ценности, взгляды · convinzioni, credenze, valori",
    "behaviour": "behavior, behaviours, behaviors, habits · comportament, comportamente, obiceiuri · "
    "zachowanie, zachowania, nawyki · поведение, привычки · comportamento, comportamenti, abitudini",
    "expectations": "expectation, expects · așteptări, așteptare · oczekiwania, oczekiwanie · ожидания, ожидание · "
    "aspettative, aspettativa, attese",
    "motivations": "motivation, motives, drivers · motivații, motivație, motive · motywacje, motywacja · "
    "мотивация, мотивы · motivazioni, motivazione, motivi",
    "pains": "pain, pain points, frustrations, frustration, problems, obstacles, barriers, challenges · "
    "dureri, durere, probleme, frustrări, obstacole · bóle, ból, frustracje, problemy, bolączki, bariery · "
    "боли, боль, проблемы, трудности, барьеры · dolori, frustrazioni, problemi, difficoltà, ostacoli",
    "fears": "fear, worries, concerns, anxieties · temeri, frici, teamă, frică, griji · obawy, lęki, strach · "
    "страхи, страх, опасения · paure, paura, timori, preoccupazioni",
    "gains": "gain, benefits, delights · câștiguri, beneficii, bucurii, avantaje · korzyści, zyski, korzyść · "
    "выгоды, выгода, выигрыши, радости · vantaggi, benefici, guadagni",
    "quotes": "quote, quotation, verbatim, verbatims, in their words · citate, citat · cytaty, cytat · "
    "цитаты, цитата · citazioni, citazione, frasi",
    "always": "all, any, everywhere · mereu, întotdeauna, oricând · zawsze · всегда · sempre",
    "before": "pre sale, pre, pre purchase · înainte, pre-vânzare · przed, przed zakupem, przed sprzedażą · "
    "до, до покупки, до продажи · prima, pre-vendita, prima dell'acquisto",
    "during": "purchase, while · în timpul, în timp, cumpărare · podczas, w trakcie, zakup · во время, покупка · "
    "durante, acquisto",
    "after": "post sale, post, post purchase · după, post-vânzare · po, po zakupie, po sprzedaży · "
    "после, после покупки, после продажи · dopo, post-vendita, dopo l'acquisto",
    # Empathy maps
    "thinks_and_feels": "thinks, feels, think and feel, thoughts, feelings · "
    "gândește și simte, gânduri și emoții, gândește, simte · myśli i czuje, myśli, czuje · "
    "думает и чувствует, думает, чувствует, мысли и чувства · pensa e sente, pensa, sente",
    "sees": "see, seeing, environment · vede · widzi · видит · vede",
    "hears": "hear, hearing, influences · aude · słyszy · слышит · ascolta, ode",
    "says": "say, saying, quotes, said · spune, zice · mówi · говорит · dice",
    "does": "do, doing, behaviour, behavior, actions, activity · face, acțiuni · robi, działa · делает, действия · "
    "fa, azioni",
}

_JOURNEYS: Final[dict[str, str]] = {
    "touchpoint": "touchpoints, touch point, contact point, point of contact · "
    "punct de contact, puncte de contact · punkt styku, punkty styku, punkt kontaktu · "
    "точка контакта, точки контакта · punto di contatto, punti di contatto",
    "emotion": "emotions, feeling, feelings, mood, sentiment, score · emoție, emoții, stare, sentiment · "
    "emocja, emocje, nastrój, uczucia · эмоция, эмоции, чувство, чувства, настроение · "
    "emozione, emozioni, sentimento, umore",
    "emotion_scale": "emotions scale, scale, feeling scale · scala emoțiilor, scală · skala emocji, skala · "
    "шкала эмоций, шкала · scala delle emozioni, scala",
    "thought": "thoughts, thinking, thinks · gând, gânduri, gândește · myśl, myśli · мысль, мысли, думает · "
    "pensiero, pensieri, pensa",
    "said": "says, quote, quotes, verbatim · spune, spus, citat, citate · mówi, cytat, cytaty · "
    "говорит, цитата, цитаты · dice, detto, citazione, citazioni",
    "seen": "sees · vede, văzut · widzi · видит · vede, visto",
    "pain": "pains, pain point, pain points, problem, problems, frustration, frustrations · "
    "durere, dureri, problemă, probleme, frustrare, frustrări · ból, bóle, problem, problemy, frustracja · "
    "боль, боли, проблема, проблемы, трудности · dolore, dolori, problema, problemi, frustrazione, difficoltà",
    "gain": "gains, delight, highlight, benefit · câștig, bucurie, beneficiu · korzyść, radość, zysk · "
    "выгода, радость, удовольствие · vantaggio, beneficio, gioia",
    "opportunity": "opportunities, improvement, improvements · oportunitate, oportunități, îmbunătățiri · "
    "szansa, szanse, możliwości, usprawnienia · возможность, возможности, улучшения · "
    "opportunità, miglioramento, miglioramenti",
    "moment_of_truth": "moments of truth, mot, critical · momentul adevărului, moment al adevărului · "
    "moment prawdy, chwila prawdy · момент истины · momento della verità",
    "frontstage": "front stage, visible, onstage · în față, vizibil · przed kulisami, scena · "
    "на виду, фронт · in scena, visibile",
    "backstage": "back stage, behind the scenes, invisible · în spate, în culise, invizibil · za kulisami, zaplecze · "
    "за кулисами, бэк · dietro le quinte, invisibile",
    "failure": "failures, error, errors, what goes wrong · eșec, eroare, ce nu merge · awaria, błąd, błędy · "
    "сбой, ошибка, ошибки · errore, guasto, fallimento",
    "recovery": "fix, remedy, solution · remediere, rezolvare, soluție · naprawa, rozwiązanie · "
    "исправление, решение · rimedio, recupero, soluzione",
    "exit_point": "exit, leaves, drop off, churn · punct de ieșire, ieșire, abandon · "
    "punkt wyjścia, odejście, rezygnacja · точка выхода, уход, отток · punto di uscita, uscita, abbandono",
    "renewal_point": "renewal, renews, upsell · punct de reînnoire, reînnoire · punkt odnowienia, odnowienie · "
    "точка продления, продление · punto di rinnovo, rinnovo",
    "phase": "stage, half · fază, etapă · faza, etap · фаза, этап · fase, tappa",
    "real_case": "case, example, real story · caz real, caz, exemplu · prawdziwy przypadek, przypadek, przykład · "
    "реальный случай, случай, пример · caso reale, caso, esempio",
    "negative": "bad, went badly, unhappy · negativ, rău · negatywny, zły · отрицательный, негативный, плохой · "
    "negativo, cattivo",
    "frontline_consulted": "frontline, front line, consulted, interviewed, staff consulted · "
    "prima linie, consultați, prima linie consultată · pierwsza linia, konsultowani, pierwsza linia konsultowana · "
    "первая линия, опрошены, консультировались · prima linea, consultati, front line consultato",
    # Employee journeys
    "mirrors": "journey, customer journey, mirror, inside of · oglindește, călătoria clientului · "
    "odzwierciedla, podróż klienta · отражает, путь клиента · rispecchia, percorso cliente",
    "mirrors_step": "mirror step, customer step, journey step, mirrors · oglindește pasul, pasul clientului · "
    "odzwierciedla krok, krok klienta · отражает шаг, шаг клиента · rispecchia il passo, passo del cliente",
    "department": "departments, unit · departament, secție, departamente · dział, działy, departament · "
    "отдел, подразделение, отделы · reparto, dipartimento, ufficio, reparti",
    "departments": "department, units · departamente, secții, departament · działy, departamenty, dział · "
    "отделы, подразделения, отдел · reparti, dipartimenti, uffici, reparto",
    "process": "processes, procedure, workflow · proces, procedură, procese · procesy, procedura · "
    "процесс, процедура, процессы · processo, procedura, processi",
    "system": "systems, tool, tools, software · sistem, sisteme, unelte · systemy, narzędzie, narzędzia · "
    "система, системы, инструмент, инструменты · sistema, sistemi, strumento, strumenti",
    "idea": "ideas, suggestion, suggestions, proposal · idee, idei, propunere, propuneri · pomysł, pomysły · "
    "идея, идеи, предложение, предложения · idee, proposta, proposte",
    "rule_followed": "rule, rules, rules followed, policy · regulă, reguli, regula urmată · "
    "reguła, zasada, zasady, stosowana zasada · правило, правила, соблюдаемое правило · "
    "regola, regole, regola seguita",
}

_SERVICE: Final[dict[str, str]] = {
    # The service-model template
    "customers": "customer, clients, who, segments · clienți, client · klienci, klient · клиенты, клиент · "
    "clienti, cliente",
    "behaviours": "behaviour, behaviors, behavior · comportamente, comportament · zachowania, zachowanie · "
    "поведение · comportamenti, comportamento",
    "value": "values, value proposition, benefits · valoare, valori, propunere de valoare · "
    "wartość, wartości, propozycja wartości · ценность, ценности · valore, valori, proposta di valore",
    "actors": "actor, roles, people, stakeholders · actori, roluri · aktorzy, uczestnicy, role · "
    "участники, акторы, роли · attori, ruoli",
    "activities": "activity, actions, tasks · activități, activitate, acțiuni · działania, czynności, działanie · "
    "действия, деятельность, действие · attività, azioni",
    "challenges": "challenge, problems, issues, risks · provocări, provocare, probleme · wyzwania, wyzwanie · "
    "вызовы, вызов, проблемы, трудности · sfide, sfida, difficoltà",
    "kpis": "kpi, metrics, measures, indicators · indicatori, indicator, măsurători · mierniki, wskaźniki, miernik · "
    "показатели, метрики, показатель · indicatori, metriche, indicatore",
    "profile": "profiles, who, description · profil, profiluri, descriere · profile, opis · профиль, описание · "
    "profilo, profili, descrizione",
    "common_traits": "traits, common, in common, shared traits · trăsături comune, trăsături · "
    "cechy wspólne, wspólne cechy, cechy · общие черты, черты · tratti comuni, caratteristiche comuni",
    "thinks": "think, thoughts, thinks and feels · gândește, gânduri · myśli · думает, мысли · pensa, pensieri",
    "satisfied": "satisfaction, happy, is satisfied · mulțumit, mulțumiți, satisfacție · "
    "zadowolony, zadowoleni, zadowolenie · довольны, доволен, удовлетворённость · "
    "soddisfatto, soddisfatti, soddisfazione",
    "preferred": "preferred channels, wanted · preferate, canale preferate · preferowane, preferowane kanały · "
    "предпочитаемые, предпочитаемые каналы · preferiti, canali preferiti",
    "supported": "supported channels, offered · oferite, suportate, canale oferite · "
    "obsługiwane, obsługiwane kanały · поддерживаемые, поддерживаемые каналы · "
    "supportati, presidiati, canali presidiati",
    "front_office": "front, front stage, frontline, customer facing · prima linie, personal de contact · "
    "pierwsza linia, obsługa · фронт-офис, первая линия · prima linea, sportello",
    "back_office": "back, back stage, support, internal · spate, suport · zaplecze, wsparcie · бэк-офис, поддержка · "
    "retro, supporto",
    "partners": "partner, suppliers, third parties · parteneri, partener, furnizori · partnerzy, dostawcy · "
    "партнёры, партнер, поставщики · partner esterni, fornitori",
    "technology": "technologies, tech, systems · tehnologie, tehnologii, sisteme · "
    "technologia, technologie, systemy · технология, технологии, системы · tecnologia, tecnologie, sistemi",
    "actor": "actors, who, role, by · actor, actori, cine, rol · aktor, kto, rola · участник, кто, роль · "
    "attore, chi, ruolo",
    "supports": "support, enables, makes possible · sprijină, susține · wspiera, umożliwia · поддерживает · "
    "supporta, sostiene",
    "effect_on_behaviour": "effect on behavior, behaviour, behavior, behaviours · "
    "efect asupra comportamentului, comportament · wpływ na zachowania, wpływ na zachowanie, zachowania · "
    "влияние на поведение, поведение · effetto sui comportamenti, effetto sul comportamento, comportamenti",
    "effect_on_roles": "roles, role · efect asupra rolurilor, roluri · wpływ na role, role · "
    "влияние на роли, роли · effetto sui ruoli, ruoli",
    "effect_on_activities": "activities, activity · efect asupra activităților, activități · "
    "wpływ na działania, działania · влияние на действия, действия · effetto sulle attività, attività",
    "activity_of": "actor, who, role · activitatea lui, actor · działanie, aktor · чья деятельность, участник · "
    "attività di, attore",
    # HEART
    "product": "service, offering · produs, serviciu · produkt, usługa · продукт, услуга · prodotto, servizio",
    "happiness": "satisfaction · fericire, mulțumire, satisfacție · szczęście, zadowolenie, satysfakcja · "
    "счастье, удовлетворённость, довольство · felicità, soddisfazione",
    "engagement": "involvement, usage · implicare, angajament · zaangażowanie · вовлечённость, вовлечение · "
    "coinvolgimento, ingaggio",
    "adoption": "acquisition, uptake · adopție, adoptare · adopcja, przyjęcie · принятие, внедрение, освоение · "
    "adozione, acquisizione",
    "retention": "loyalty, churn · retenție, reținere, fidelizare · utrzymanie, retencja, utrzymanie klientów · "
    "удержание, лояльность · fidelizzazione, mantenimento",
    "task_success": "success, completion, task completion · succesul sarcinii, reușita sarcinii, succes · "
    "sukces zadania, powodzenie zadania, sukces · успешность, успех задачи, выполнение задачи · "
    "successo, successo del compito, completamento",
    "signal": "signals, sign · semnal, semnale · sygnał, sygnały · сигнал, сигналы · segnale, segnali",
    "not_applicable": "na, n a, does not apply, not relevant · nu se aplică, neaplicabil · nie dotyczy · "
    "не применимо, неприменимо · non applicabile",
    "reason": "why, because, comment · motiv, de ce · powód, dlaczego · причина, почему · motivo, perché",
}

_CAUSES_AND_FLOWS: Final[dict[str, str]] = {
    # 5 Whys
    "problem": "symptom, issue, problem statement · problemă, simptom · problem, objaw, symptom · "
    "проблема, симптом · problema, sintomo",
    "finding": "rule, fingerprint · constatare, regulă · ustalenie, reguła · наблюдение, правило · rilievo, regola",
    "journey_step": "step of the journey, touchpoint · pasul călătoriei · krok podróży · шаг пути · passo del percorso",
    "participants": "participant, team, people, who, attendees · participanți, echipă, cine · "
    "uczestnicy, zespół, kto · участники, команда, кто · partecipanti, squadra, chi",
    "whys": "why, questions, chain · de ce, de ce-uri, întrebări · dlaczego, pytania · почему, вопросы · "
    "perché, domande",
    "why": "question, q, ask · de ce, întrebare · dlaczego, pytanie · почему, вопрос · perché, domanda",
    "answer": "because, reply, a · răspuns, pentru că · odpowiedź, ponieważ · ответ, потому что · "
    "risposta, siccome",
    "follows": "parent, after, previous · urmează după, precedent · następuje po, poprzednie · "
    "следует за, предыдущий · segue, precedente",
    "root_causes": "root cause, causes, cause, roots · cauze principale, cauză principală, cauze, cauze rădăcină · "
    "przyczyny źródłowe, przyczyna źródłowa, przyczyny · первопричины, первопричина, причины · "
    "cause radice, causa radice, cause",
    "cause": "root cause, root, because · cauză, cauză principală · przyczyna, przyczyna źródłowa · "
    "причина, первопричина · causa, causa radice",
    "of": "why, from, led by · din, al · z, od · из · di, da",
    "countermeasures": "countermeasure, measures, actions, solutions, action plan · contramăsuri, măsuri, acțiuni · "
    "środki zaradcze, działania, działania naprawcze · контрмеры, меры, действия · contromisure, misure, azioni",
    "canvas": "canvas note, on canvas, canvas activity, at · notă de pe canvas · działanie na kanwie, kanwa · "
    "канва, холст · attività del canvas",
    "check": "verification, verified by, checked by, measure of success · verificare, verificat prin · "
    "sprawdzenie, weryfikacja · проверка, как проверим · verifica, controllo",
    "status": "state, progress · stadiu, stare · stan · статус, состояние · stato",
    # User flows
    "journey": "journeys, customer journey, journey map · călătorie, călătoria clientului · podróż, podróż klienta · "
    "путь, путь клиента · percorso, percorso cliente",
    "start": "begin, begins at, first, entry · început, pornire · początek · начало, старт · inizio, avvio",
    "next": "then, goes to, to, leads to · următor, următorul, apoi · następny, następnie, dalej · "
    "далее, следующий, затем · prossimo, poi, successivo",
    "branches": "branch, options, choices, decisions · ramuri, ramură, opțiuni · gałęzie, rozgałęzienia, opcje · "
    "ветви, ветки, варианты · rami, ramo, opzioni",
    "when": "if, condition, case, answer, label · când, dacă, condiție · gdy, kiedy, jeśli, warunek · "
    "когда, если, условие · quando, se, condizione",
    # Evidence
    "method": "how, technique · metodă, cum · metoda, jak · метод, как · metodo, come",
    "who": "whom, participants, respondents · cine, participanți, respondenți · kto, uczestnicy, respondenci · "
    "кто, участники, респонденты · chi, partecipanti",
    "sample": "sample size, n, count, size · eșantion, mărime · próba, liczba · выборка, число · campione, numero",
    "period": "time, when, timeframe, dates · perioadă, când · okres, kiedy · период, когда · periodo, quando",
    "place": "where, location, city · loc, unde, localitate · miejsce, gdzie, miasto · место, где, город · "
    "luogo, dove, città",
}

ARTEFACT_ALIASES: Final[dict[str, str]] = {
    **ALIASES,
    **_ALL,
    **_PEOPLE,
    **_JOURNEYS,
    **_SERVICE,
    **_CAUSES_AND_FLOWS,
}
"""For each key: what it may be called instead; languages stand apart by “·”, words by commas."""
