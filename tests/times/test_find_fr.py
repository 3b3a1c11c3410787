"""What French news says of times: our own sentences, and what each expression in them means.

Each row is a sentence and the summaries of its expressions (see `conftest.py`); an empty list is a trap:
words that only look like a time.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.times import TimeExpression, TimeLexicon, find_times

ROWS: list[tuple[str, list[str]]] = [
    (
        "Les deux présidents se sont parlé le 12 mars 2022 pendant près de deux heures.",
        ["<le 12 mars 2022> date 2022-03-12", "<près de deux heures> duration PT2H 120min approx lasted"],
    ),
    (
        "Le roi a reçu le Premier ministre valdorien mercredi 4 octobre au matin.",
        ["<mercredi 4 octobre au matin> time XXXX-10-04TMO MO"],
    ),
    ("Les deux ministres ont eu vendredi une conversation.", ["<vendredi> date XXXX-WXX-5"]),
    ("Ce 12 février, le chancelier valdorien a reçu son voisin.", ["<Ce 12 février> date XXXX-02-12"]),
    ("Il l'avait vu le 7 novembre dernier à Rabat.", ["<le 7 novembre dernier> date XXXX-11-07 last"]),
    ("Samedi 12 mars, la présidente valdorienne a appelé son voisin.", ["<Samedi 12 mars> date XXXX-03-12"]),
    ("Rencontre prévue le 12/03/2022 à Chisinau.", ["<le 12/03/2022> date 2022-03-12"]),
    ("OSLO, 06 MARS – le ministre valdorien s'est dit prêt.", ["<06 MARS> date XXXX-03-06"]),
    (
        "La réunion, prévue début mars, est reportée à mi-juin.",
        ["<début mars> date XXXX-03 START", "<mi-juin> date XXXX-06 MID"],
    ),
    ("Un sommet aura lieu fin mai.", ["<fin mai> date XXXX-05 END"]),
    ("En mars, les deux chefs d'État s'étaient vus à Tbilissi.", ["<En mars> date XXXX-03"]),
    ("Les accords du 12 février 2015 restent lettre morte.", ["<12 février 2015> date of 2015-02-12"]),
    (
        "Il dirige le pays depuis 2016 et s'y est rendu en 2018.",
        ["<2016> date since 2016", "<en 2018> date 2018"],
    ),
    ("L'an dernier, la Norlande avait refusé l'offre.", ["<L'an dernier> date -1 year publication"]),
    ("Ils se sont entretenus mardi soir par visioconférence.", ["<mardi soir> time XXXX-WXX-2TEV EV"]),
    ("Le porte-parole l'a confirmé ce mardi matin.", ["<ce mardi matin> time XXXX-WXX-2TMO MO"]),
    ("Mardi dernier, le roi de Norlande avait joint son voisin.", ["<Mardi dernier> date XXXX-WXX-2 last"]),
    ("La délégation est attendue mardi prochain à Genève.", ["<mardi prochain> date XXXX-WXX-2 next"]),
    (
        "La semaine dernière, les deux camps s'étaient accusés mutuellement.",
        ["<La semaine dernière> date -1 week publication"],
    ),
    (
        "Ce week-end, les négociateurs se sont retrouvés à Doha.",
        ["<Ce week-end> date +0 weekend publication"],
    ),
    (
        "Dans la nuit de lundi à mardi, des drones ont visé le port.",
        ["<Dans la nuit de lundi à mardi> time range NI"],
    ),
    (
        "Hier, aujourd'hui et demain : trois jours de pourparlers.",
        [
            "<Hier> date -1 day publication",
            "<aujourd'hui> date +0 day publication",
            "<demain> date +1 day publication",
            "<trois jours> duration P3D 4320min exact lasted",
        ],
    ),
    ("Avant-hier, la présidence démentait.", ["<Avant-hier> date -2 day publication"]),
    (
        "Les deux hommes se sont parlé plusieurs fois ces derniers jours.",
        ["<plusieurs fois> set", "<ces derniers jours> date PAST_REF -15..0 publication"],
    ),
    (
        "Il y a trois jours, le ministre valdorien l'avait rencontré.",
        ["<Il y a trois jours> date -3 day publication"],
    ),
    (
        "Ils doivent s'appeler dans les prochains jours.",
        ["<dans les prochains jours> date FUTURE_REF 0..15 publication"],
    ),
    (
        "Les experts se reverront sous quinze jours à Vienne.",
        ["<sous quinze jours> date FUTURE_REF 0..15 publication"],
    ),
    ("La veille, il avait reçu son homologue égyptien.", ["<La veille> date -1 day reference"]),
    ("Le lendemain, la Valdorie a protesté.", ["<Le lendemain> date +1 day reference"]),
    ("Le même jour, le Conseil de sécurité s'est réuni.", ["<Le même jour> date +0 day reference"]),
    (
        "Trois jours plus tôt, un premier appel avait tourné court.",
        ["<Trois jours plus tôt> date -3 day reference", "<un premier appel> ordinal no. 1"],
    ),
    (
        "Cinq jours après leur rencontre à Astana, les deux présidents se rappellent.",
        ["<Cinq jours après> date +5 day event from 'leur rencontre à Astana'"],
    ),
    (
        "Au lendemain du sommet de Tirana, la Valdorie temporise.",
        ["<Au lendemain du> date +1 day event from 'sommet de Tirana'"],
    ),
    (
        "À la veille de l'ouverture des pourparlers, la Norlande hausse le ton.",
        ['<À la veille de> date -1 day event from "l\'ouverture des pourparlers"'],
    ),
    (
        "Au dixième jour de la guerre, l'émissaire se rend à Khartoum.",
        ["<Au dixième jour de> date +9 day event from 'la guerre'"],
    ),
    ("Depuis le 24 février, ils se sont parlé quatre fois.", ["<le 24 février> date since XXXX-02-24"]),
    ("La réponse est attendue avant le 3 mars.", ["<le 3 mars> date before XXXX-03-03"]),
    ("La trêve court jusqu'au 15 mai.", ["<15 mai> date until XXXX-05-15"]),
    ("Une réponse est attendue d'ici lundi.", ["<lundi> date by XXXX-WXX-1"]),
    ("L'entretien a débuté vers 12H00 (11H00 GMT).", ["<12H00> time T12:00", "<11H00 GMT> time T11:00"]),
    ("La conférence de presse aura lieu à 14h30.", ["<14h30> time T14:30"]),
    ("Leur conversation a duré 1h30.", ["<1h30> duration PT1H30M 90min exact lasted"]),
    (
        "Au bout d'une heure et dix minutes, la communication a été coupée.",
        ["<une heure et dix minutes> duration PT1H10M 70min exact lasted"],
    ),
    ("L'appel de 1 heures 40 a été jugé utile.", ["<1 heures 40> duration PT1H40M 100min exact lasted"]),
    (
        "Une heure quarante-cinq d'échange n'y a rien changé.",
        ["<Une heure quarante-cinq> duration PT1H45M 105min exact lasted"],
    ),
    ("Ils ont parlé pendant plus d'une heure.", ["<plus d'une heure> duration PT1H 60min at_least lasted"]),
    (
        "Les deux femmes ont discuté une bonne heure.",
        ["<une bonne heure> duration PT1H 60min at_least lasted"],
    ),
    (
        "Ils ont discuté environ une heure, selon Lima.",
        ["<environ une heure> duration PT1H 60min approx lasted"],
    ),
    (
        "L'audience a duré un peu moins de deux heures.",
        ["<un peu moins de deux heures> duration PT2H 120min at_most lasted"],
    ),
    (
        "Une quarantaine de minutes ont suffi.",
        ["<Une quarantaine de minutes> duration PT40M 40min approx lasted"],
    ),
    (
        "Le tête-à-tête a duré trois quarts d'heure.",
        ["<trois quarts d'heure> duration PT45M 45min exact lasted"],
    ),
    ("Un entretien d'une demi-heure a eu lieu.", ["<une demi-heure> duration PT30M 30min exact lasted"]),
    (
        "Après deux heures et demie de discussions, aucun accord.",
        ["<deux heures et demie> duration PT2H30M 150min exact lasted"],
    ),
    (
        "Un appel de quelque 90 minutes a eu lieu.",
        ["<quelque 90 minutes> duration PT90M 90min approx lasted"],
    ),
    (
        "Ils ont échangé pas moins de trois heures.",
        ["<pas moins de trois heures> duration PT3H 180min at_least lasted"],
    ),
    (
        "La communication a duré 105 minutes, au moins selon Lisbonne.",
        ["<105 minutes> duration PT105M 105min exact lasted"],
    ),
    ("Le blocus dure depuis trois semaines.", ["<trois semaines> duration P3W 30240min exact distance"]),
    ("Il l'a appelé à plusieurs reprises.", ["<à plusieurs reprises> set"]),
    ("Le comité se réunit tous les mardis.", ["<tous les mardis> set XXXX-WXX-2"]),
    ("La Seconde Guerre mondiale s'achève le 8 mai 1945.", ["<le 8 mai 1945> date 1945-05-08"]),
    ("La sonde s'est posée sur Mars.", []),
    ("Les attentats du 11-Septembre ont changé la donne.", []),
    ("Les Vingt-Sept se réunissent jeudi.", ["<jeudi> date XXXX-WXX-4"]),
    ("Le G20 de Bali s'est ouvert sans lui.", []),
    ("L'article 5 du traité est clair.", []),
    ("Le réalisateur signe 1h30 de film.", ["<1h30> duration PT1H30M 90min exact lasted"]),
    ("Le Mardi gras a été fêté à Nice.", []),
    ("En mai, fais ce qu'il te plaît, a plaisanté le ministre.", ["<En mai> date XXXX-05"]),
    ("Le second mandat sera court.", []),
    ("Un an après, rien n'a changé.", ["<Un an après> date +1 year reference"]),
    ("M. Mars a refusé de répondre.", []),
    ("Le journal 20 Minutes a révélé l'affaire.", []),
    ("Interrogé par France 24, il a démenti.", []),
    ("Le montant s'élève à 3,5 milliards d'euros, soit 12 % du budget.", []),
    ("Contact presse : 01 42 92 81 00.", []),
    (
        "Âgé de 45 ans, il est au pouvoir depuis deux ans.",
        ["<deux ans> duration P2Y 1051200min exact distance"],
    ),
    ("Le baril a perdu 2,3 %, à 98,14 dollars.", []),
    ("Le chef de la diplomatie, 62 ans, quitte la réunion.", []),
    ("La résolution 2202 prévoit un retrait.", []),
    (
        "Il sera reçu lundi 14 et mardi 15 juin à Madrid.",
        ["<lundi 14> date XXXX-XX-14", "<mardi 15 juin> date XXXX-06-15"],
    ),
    ("La visite est prévue du 3 au 5 mai.", ["<du 3 au 5 mai> date range"]),
    ("Entre le 3 et le 5 mai, trois appels ont eu lieu.", ["<Entre le 3 et le 5 mai> date range"]),
    ("La visite aura lieu au printemps prochain.", ["<au printemps prochain> date XXXX-SP next"]),
    ("Il l'a rappelé deux heures plus tard.", ["<deux heures plus tard> time +2 hour reference"]),
    ("Mise en garde avant l'été.", ["<l'été> date before XXXX-SU"]),
    (
        "Le président a été réélu en 2020 pour cinq ans.",
        ["<en 2020> date 2020", "<cinq ans> duration P5Y 2628000min exact lasted"],
    ),
    ("Ils se sont vus dimanche après-midi à Bakou.", ["<dimanche après-midi> time XXXX-WXX-7TAF AF"]),
    ("Ils s'entretiendront jeudi à 15 heures.", ["<jeudi à 15 heures> time XXXX-WXX-4T15:00"]),
    (
        "L'accord a été conclu mercredi tard dans la soirée.",
        ["<mercredi tard dans la soirée> time XXXX-WXX-3TEV EV"],
    ),
    ("Il y a eu deux appels en une semaine.", ["<une semaine> duration P1W 10080min exact lasted"]),
    (
        "C'est leur troisième entretien depuis le début de la guerre, le 24 février.",
        ["<leur troisième entretien> ordinal no. 3", "<le 24 février> date XXXX-02-24"],
    ),
    (
        "Cet échange est le second entre MM. Orvan et Telsk en dix jours.",
        ["<le second> ordinal no. 2", "<dix jours> duration P10D 14400min exact lasted"],
    ),
    (
        "Pour la première fois depuis 2014, ils se sont serré la main.",
        ["<Pour la première fois> ordinal no. 1", "<2014> date since 2014"],
    ),
    ("Le ministre se rendra à Séoul à la fin du mois.", ["<à la fin du mois> date +0 month publication END"]),
    (
        "À l'issue d'un entretien de deux heures trente, ils ont publié un communiqué.",
        ["<deux heures trente> duration PT2H30M 150min exact lasted"],
    ),
    ("La rencontre du 7 février n'a rien donné.", ["<7 février> date of XXXX-02-07"]),
    ("Le 1er mars, le Parlement votera.", ["<Le 1er mars> date XXXX-03-01"]),
    ("Jeudi 1er décembre, il recevra le Premier ministre.", ["<Jeudi 1er décembre> date XXXX-12-01"]),
    ("Ils se sont vus en marge du sommet de juin.", ["<juin> date of XXXX-06"]),
    (
        "L'entretien a duré entre une et deux heures.",
        ["<entre une et deux heures> duration PT1H 60min approx lasted"],
    ),
    ("Ils se sont parlé une petite heure.", ["<une petite heure> duration PT1H 60min approx lasted"]),
    ("L'entretien de 45 min a été « cordial ».", ["<45 min> duration PT45M 45min exact lasted"]),
    ("Une rencontre de 3h a eu lieu à huis clos.", ["<3h> duration PT3H 180min exact lasted"]),
    ("Ils ont passé la journée à négocier.", []),
    ("Le match commence à 21h.", ["<21h> time T21:00"]),
    ("Le dialogue stratégique a lieu chaque année.", ["<chaque année> set P1Y"]),
    ("Il arrivera dans deux heures.", ["<dans deux heures> time +2 hour publication"]),
    ("Le nombre de réfugiés dépasse 2 millions.", []),
    ("L'hiver dernier, ils avaient coupé le gaz.", ["<L'hiver dernier> date XXXX-WI last"]),
    ("Il a été joint à minuit.", ["<minuit> time T00:00"]),
    ("Il a été réveillé à 3 heures du matin.", ["<3 heures du matin> time T03:00 MO"]),
    (
        "Les pourparlers, entamés lundi matin, ont pris fin mardi vers 18h30.",
        ["<lundi matin> time XXXX-WXX-1TMO MO", "<mardi vers 18h30> time XXXX-WXX-2T18:30"],
    ),
    (
        "En l'espace de 48 heures, ils se sont appelés trois fois.",
        ["<48 heures> duration PT48H 2880min exact lasted"],
    ),
    ("L'Union européenne se réunira les 24 et 25 mars.", ["<les 24 et 25 mars> date range"]),
    (
        "L'invasion a commencé il y a une dizaine de jours.",
        ["<il y a une dizaine de jours> date -13..-7 publication"],
    ),
    (
        "La présidence a confirmé jeudi que l'appel aurait lieu vendredi.",
        ["<jeudi> date XXXX-WXX-4", "<vendredi> date XXXX-WXX-5"],
    ),
    ("La conversation a eu lieu mardi 12 mars 2022.", ["<mardi 12 mars 2022> date 2022-03-12 conflict"]),
    ("Il a été question des accords de 2015.", ["<2015> date of 2015"]),
    ("Ils s'étaient quittés fâchés en décembre 2019.", ["<en décembre 2019> date 2019-12"]),
    ("Il était attendu le soir même à Varsovie.", ["<le soir même> time +0 day reference EV"]),
    ("Ce jour-là, il avait appelé Nairobi.", ["<Ce jour-là> date +0 day reference"]),
    ("Le lendemain matin, il a reçu l'ambassadeur.", ["<Le lendemain matin> time +1 day reference MO"]),
    ("Le 24 au soir, les chars sont entrés.", ["<Le 24> date XXXX-XX-24"]),
    (
        "Une réunion extraordinaire est convoquée ce jeudi 24 février 2022.",
        ["<ce jeudi 24 février 2022> date 2022-02-24"],
    ),
    ("Le texte a été adopté par 141 voix contre 5.", []),
    (
        "Le cessez-le-feu entrera en vigueur à compter du 10 avril à midi.",
        ["<10 avril à midi> time since XXXX-04-10T12:00"],
    ),
    ("L'été a été meurtrier.", ["<L'été> date XXXX-SU"]),
    ("Il a été reçu en grande pompe.", []),
    ("Le porte-avions mesure 261 mètres.", []),
    ("La Première ministre valdorienne, 47 ans, a appelé son voisin.", []),
    (
        "Le chef de l'État a parlé au roi il y a plus de deux mois.",
        ["<il y a plus de deux mois> date None..-56 publication"],
    ),
    (
        "Moins d'une semaine plus tôt, la Valdorie excluait tout dialogue.",
        ["<Moins d'une semaine plus tôt> date -7..0 reference"],
    ),
    (
        "Ils se sont revus une dizaine de jours plus tard.",
        ["<une dizaine de jours plus tard> date 7..13 reference"],
    ),
    ("Le mardi suivant, la médiation échouait.", ["<Le mardi suivant> date XXXX-WXX-2 1..7 reference"]),
    (
        "Il a quitté Addis-Abeba le lundi précédent.",
        ["<le lundi précédent> date XXXX-WXX-1 -7..-1 reference"],
    ),
    ("Reprise des pourparlers lundi en huit.", ["<lundi en huit> date XXXX-WXX-1 7..13 publication"]),
    (
        "Elle s'est entretenue hier en fin d'après-midi avec le roi.",
        ["<hier en fin d'après-midi> time -1 day publication AF"],
    ),
    ("Le ministre arrivera demain à 11 heures.", ["<demain à 11 heures> time +1 day publication"]),
    (
        "L'entretien a eu lieu jeudi 3 novembre, vers 17h.",
        ["<jeudi 3 novembre, vers 17h> time XXXX-11-03T17:00"],
    ),
    (
        "Un appel est prévu dimanche en début de soirée.",
        ["<dimanche en début de soirée> time XXXX-WXX-7TEV EV"],
    ),
    ("Le communiqué est daté du 04.11.19.", ["<04.11.19> date of 2019-11-04"]),
    ("Photo prise à Abuja, November 3, 2021. REUTERS", ["<November 3, 2021> date 2021-11-03"]),
    ("La trêve, en vigueur depuis le 1er janvier, tient.", ["<le 1er janvier> date since XXXX-01-01"]),
    ("La visite était prévue les 3 et 4 octobre 2023.", ["<les 3 et 4 octobre 2023> date range"]),
    (
        "Le chef de la junte s'exprimera d'ici la fin du mois.",
        ["<la fin du mois> date by +0 month publication END"],
    ),
    ("L'accord sera signé d'ici à vendredi.", ["<vendredi> date by XXXX-WXX-5"]),
    ("Ils se sont parlé dans la soirée de dimanche.", ["<dans la soirée de dimanche> time XXXX-WXX-7TEV EV"]),
    (
        "Ils se sont parlé dimanche, tard dans la soirée.",
        ["<dimanche, tard dans la soirée> time XXXX-WXX-7TEV EV"],
    ),
    ("La présidence n'a rien prévu pour l'instant, à ce stade.", ["<à ce stade> date PRESENT_REF"]),
    ("L'appel a duré à peine une heure.", ["<à peine une heure> duration PT1H 60min at_most lasted"]),
    ("L'appel a duré presque deux heures.", ["<presque deux heures> duration PT2H 120min approx lasted"]),
    (
        "Ils se sont parlé au moins 45 minutes.",
        ["<au moins 45 minutes> duration PT45M 45min at_least lasted"],
    ),
    ("Ils se sont parlé 45 minutes environ.", ["<45 minutes environ> duration PT45M 45min approx lasted"]),
    ("Ils ont discuté deux bonnes heures.", ["<deux bonnes heures> duration PT2H 120min at_least lasted"]),
    ("L'échange a duré moins de 30 minutes.", ["<moins de 30 minutes> duration PT30M 30min at_most lasted"]),
    ("Ils ont discuté un quart d'heure.", ["<un quart d'heure> duration PT15M 15min exact lasted"]),
    ("L'appel a duré 2 h 15.", ["<2 h 15> duration PT2H15M 135min exact lasted"]),
    ("L'appel a duré 2h15 minutes.", ["<2h15 minutes> duration PT2H15M 135min exact lasted"]),
    ("L'appel a duré 1 h 05 min.", ["<1 h 05 min> duration PT1H5M 65min exact lasted"]),
    ("Les pourparlers ont duré deux jours.", ["<deux jours> duration P2D 2880min exact lasted"]),
    ("Les discussions ont duré plusieurs heures.", ["<plusieurs heures> duration PTXH Nonemin exact lasted"]),
    ("Ils ont discuté pendant des heures.", ["<des heures> duration PTXH Nonemin exact lasted"]),
    (
        "Toute la journée, les délégations ont négocié.",
        ["<Toute la journée> duration P1D 1440min exact lasted"],
    ),
    (
        "Le siège dure depuis près de trois mois.",
        ["<près de trois mois> duration P3M 129600min approx distance"],
    ),
    (
        "Voilà trois semaines que la ville est assiégée.",
        ["<trois semaines> duration P3W 30240min exact distance"],
    ),
    ("En trois heures d'entretien, rien n'a bougé.", ["<trois heures> duration PT3H 180min exact lasted"]),
    ("Le général, âgé de 61 ans, a été reçu lundi.", ["<lundi> date XXXX-WXX-1"]),
    ("Elle a été élue à 35 ans.", []),
    ("La 25e heure approche.", []),
    ("Le vol 370 a disparu.", []),
    ("Il a parlé d'un accord de dernière minute.", []),
    ("Les 24 Heures du Mans ont commencé.", []),
    ("La ligne 13 est fermée.", []),
    ("Le Journal du dimanche l'a révélé.", []),
    ("Le Printemps arabe a tout changé.", []),
    ("C'est à l'article 12 de la loi du 3 juin 1958.", ["<3 juin 1958> date of 1958-06-03"]),
    ("L'été dernier, ils s'étaient vus à Brest.", ["<L'été dernier> date XXXX-SU last"]),
    ("Le budget 2023 a été voté.", []),
    ("Il y a deux présidents dans la salle.", []),
    ("Il est huit heures dans le bunker.", ["<huit heures> time T08:00"]),
    ("La minute de silence a été respectée.", []),
    ("Sept heures de négociations n'ont pas suffi.", ["<Sept heures> duration PT7H 420min exact lasted"]),
    ("Les deux dirigeants se parleront « bientôt ».", ["<bientôt> date FUTURE_REF 0..None publication"]),
    ("Ils ont récemment échangé des messages.", ["<récemment> date PAST_REF None..0 publication"]),
    (
        "L'avant-veille du scrutin, il avait appelé Quito.",
        ["<L'avant-veille du> date -2 day event from 'scrutin'"],
    ),
    ("Le soir du 14 juillet, il a reçu le président.", ["<Le soir du 14 juillet> time XXXX-07-14TEV EV"]),
    (
        "Au cours de la journée de mardi, trois appels ont eu lieu.",
        ["<Au cours de la journée de mardi> date XXXX-WXX-2"],
    ),
    (
        "Son premier appel à Pékin remonte à février 2021.",
        ["<Son premier appel> ordinal no. 1", "<février 2021> date 2021-02"],
    ),
    (
        "La quatrième conversation entre eux depuis le début de l'année.",
        [
            "<La quatrième conversation> ordinal no. 4",
            "<le début de l'année> date since +0 year publication START",
        ],
    ),
    (
        "Lors d'un appel de 50 minutes, le 5, il a refusé.",
        ["<50 minutes> duration PT50M 50min exact lasted", "<le 5> date XXXX-XX-05"],
    ),
    ("Aux premières heures de vendredi, l'armée a attaqué.", ["<vendredi> date of XXXX-WXX-5"]),
    ("L'entretien s'est tenu au petit matin.", []),
    (
        "Ils se sont rencontrés le week-end dernier à Djeddah.",
        ["<le week-end dernier> date -1 weekend publication"],
    ),
    ("Ils se verront le mois prochain.", ["<le mois prochain> date +1 month publication"]),
    ("Le mois suivant, la Valdorie a proposé sa médiation.", ["<Le mois suivant> date +1 month reference"]),
    ("Le président élu prendra ses fonctions le 20 janvier.", ["<le 20 janvier> date XXXX-01-20"]),
    (
        "En 2015, ils avaient signé le 12 février les accords de Minsk.",
        ["<En 2015> date 2015", "<le 12 février> date XXXX-02-12"],
    ),
    ("De 2014 à 2022, le processus a patiné.", ["<De 2014 à 2022> date range"]),
    (
        "Le cessez-le-feu de 72 heures expire à minuit.",
        ["<72 heures> duration PT72H 4320min exact lasted", "<minuit> time T00:00"],
    ),
    (
        "Un cessez-le-feu de trente jours a été proposé.",
        ["<trente jours> duration P30D 43200min exact lasted"],
    ),
    ("L'ultimatum expire dans 48 heures.", ["<dans 48 heures> time +48 hour publication"]),
    ("L'armée dit avoir abattu 24 drones dans la nuit.", []),
    ("Dans la nuit du 3 au 4 mai, la capitale a été visée.", ["<Dans la nuit du 3 au 4 mai> time range NI"]),
    ("Le 24/02, les chars passaient la frontière.", ["<Le 24/02> date XXXX-02-24"]),
    ("La rencontre a été reportée au 3 avril.", ["<3 avril> date XXXX-04-03"]),
    ("Bamako l'a appris par la presse, samedi.", ["<samedi> date XXXX-WXX-6"]),
    ("Ils se parlent tous les quinze jours.", ["<tous les quinze jours> set P15D"]),
    ("Il l'a appelé deux fois cette semaine.", ["<cette semaine> date +0 week publication"]),
    ("La guerre entre dans sa troisième année.", []),
    ("Le vote du 2 mars à l'ONU l'a isolé.", ["<2 mars> date of XXXX-03-02"]),
    ("Jusqu'à mercredi, aucun contact n'avait eu lieu.", ["<mercredi> date until XXXX-WXX-3"]),
    ("Dès lundi, les chars reculaient.", ["<lundi> date since XXXX-WXX-1"]),
    ("Après le 15 août, il sera trop tard.", ["<le 15 août> date after XXXX-08-15"]),
    ("Mi-novembre, ils s'étaient croisés à Bali.", ["<Mi-novembre> date XXXX-11 MID"]),
    ("La semaine suivante, rien n'avait bougé.", ["<La semaine suivante> date +1 week reference"]),
    ("Au printemps 2023, la médiation a repris.", ["<Au printemps 2023> date 2023-SP"]),
    ("L'accord date du 21/11/1995.", ["<21/11/1995> date of 1995-11-21"]),
    ("Mercredi 30 février, disait le carton, par erreur.", []),
    ("Ils ont parlé une heure et quart.", ["<une heure et quart> duration PT1H15M 75min exact lasted"]),
    (
        "Ils ont parlé deux heures trois quarts.",
        ["<deux heures trois quarts> duration PT2H45M 165min exact lasted"],
    ),
    ("Une demi-heure plus tard, il rappelait.", ["<Une demi-heure plus tard> time +0.5 hour reference"]),
    ("Au bout de 1h05, la ligne a été coupée.", ["<1h05> duration PT1H5M 65min exact lasted"]),
    (
        "L'entretien, long de 80 minutes, s'est bien passé.",
        ["<80 minutes> duration PT80M 80min exact lasted"],
    ),
    (
        "Il a reçu son hôte durant cinquante minutes.",
        ["<cinquante minutes> duration PT50M 50min exact lasted"],
    ),
    ("La liaison a duré vingt et une minutes.", ["<vingt et une minutes> duration PT21M 21min exact lasted"]),
    ("Ils ont parlé 1 heure et 5 minutes.", ["<1 heure et 5 minutes> duration PT1H5M 65min exact lasted"]),
    (
        "Un entretien-marathon de plus de cinq heures.",
        ["<plus de cinq heures> duration PT5H 300min at_least lasted"],
    ),
    ("Un appel d'« environ une heure ».", ["<environ une heure> duration PT1H 60min approx lasted"]),
    (
        "Ils se sont parlé une vingtaine de minutes environ.",
        ["<une vingtaine de minutes environ> duration PT20M 20min approx lasted"],
    ),
    ("Le couvre-feu va de 22h à 5h.", ["<de 22h à 5h> time T22:00"]),
    (
        "L’appel a eu lieu l’an dernier, à la fin de l’été.",
        ["<l’an dernier> date -1 year publication", "<à la fin de l’été> date XXXX-SU END"],
    ),
    ("Le président s'exprimera à 20 heures.", ["<20 heures> time T20:00"]),
    ("La session s'est achevée à midi et demi.", ["<midi et demi> time T12:30"]),
    (
        "L'audience reprendra mercredi à neuf heures moins dix.",
        ["<mercredi à neuf heures moins dix> time XXXX-WXX-3T08:50"],
    ),
    (
        "Deux jours avant le sommet, il avait annulé.",
        ["<Deux jours avant> date -2 day event from 'le sommet'"],
    ),
    (
        "Quelques heures après l'attaque, il a convoqué l'ambassadeur.",
        ['<Quelques heures après> time 0..1 event from "l\'attaque"'],
    ),
    (
        "Quelques semaines avant son départ, il avait reçu l'émir.",
        ["<Quelques semaines avant> date -35..-7 event from 'son départ'"],
    ),
    (
        "Le 14e jour du siège a été le plus dur.",
        ["<Le 14e jour du> date +13 day event from 'siège a été le plus dur'"],
    ),
    ("L'accord du 30 septembre 1938 reste un traumatisme.", ["<30 septembre 1938> date of 1938-09-30"]),
    ("Le sommet aura lieu mer. 4 octobre 2023 à Grenade.", ["<mer. 4 octobre 2023> date 2023-10-04"]),
    ("Le bateau a disparu en mer. Les recherches continuent.", []),
    (
        "Hier en début de soirée, la présidence a publié un communiqué.",
        ["<Hier en début de soirée> time -1 day publication EV"],
    ),
    (
        "Dimanche en milieu d'après-midi, la ligne a été rétablie.",
        ["<Dimanche en milieu d'après-midi> time XXXX-WXX-7TAF AF"],
    ),
    ("Ils se verront les 12 et 19 mars 2024.", ["<les 12 et 19 mars 2024> date range"]),
    ("La médiation a duré de juin à août 2010.", ["<de juin à août 2010> date range"]),
    (
        "Il l'a appelé dans les trois jours suivant l'attaque.",
        ['<dans les trois jours suivant> date FUTURE_REF 0..3 event from "l\'attaque"'],
    ),
    (
        "Le jour suivant la rencontre, la présidence a démenti.",
        ["<Le jour suivant> date +1 day event from 'la rencontre'"],
    ),
    ("Cela présente l'affaire sous un jour nouveau.", []),
    ("La réunion a eu lieu à une heure tardive.", []),
    ("Les Mères de la place de Mai ont défilé.", []),
    ("Au début du mois d'août 2006, ils négociaient.", ["<Au début du mois d'août 2006> date 2006-08 START"]),
    ("Le ministre avait 44 ans.", []),
    ("Le vendredi 13 octobre, la ligne rouge a sonné.", ["<Le vendredi 13 octobre> date XXXX-10-13"]),
    ("Lundi 11 Septembre 2023, il a reçu le roi.", ["<Lundi 11 Septembre 2023> date 2023-09-11"]),
    (
        "Vers 3 heures du matin samedi, un accord a été trouvé.",
        ["<3 heures du matin samedi> time XXXX-WXX-6T03:00"],
    ),
    ("Le soir du 14 juillet, ils ont dîné ensemble.", ["<Le soir du 14 juillet> time XXXX-07-14TEV EV"]),
    (
        "Ils se sont parlé samedi, tard dans la soirée.",
        ["<samedi, tard dans la soirée> time XXXX-WXX-6TEV EV"],
    ),
    (
        "La présidence n'a rien dit depuis la fin du mois.",
        ["<la fin du mois> date since +0 month publication END"],
    ),
    (
        "L'avant-veille du scrutin, il l'avait appelé.",
        ["<L'avant-veille du> date -2 day event from 'scrutin'"],
    ),
    (
        "Ils ont parlé pendant près de deux heures et demie.",
        ["<près de deux heures et demie> duration PT2H30M 150min approx lasted"],
    ),
    ("Ils ont parlé 1h et 20 minutes.", ["<1h et 20 minutes> duration PT1H20M 80min exact lasted"]),
    (
        "Ils ont parlé soixante-quinze minutes.",
        ["<soixante-quinze minutes> duration PT75M 75min exact lasted"],
    ),
    (
        "Ils ont parlé quatre-vingt-quinze minutes.",
        ["<quatre-vingt-quinze minutes> duration PT95M 95min exact lasted"],
    ),
    ("La liaison a tenu 45mn.", ["<45mn> duration PT45M 45min exact lasted"]),
    ("Le tête-à-tête a duré une grosse heure.", ["<une grosse heure> duration PT1H 60min at_least lasted"]),
    ("L'échange, d'1h45, s'est tenu en visioconférence.", ["<1h45> duration PT1H45M 105min exact lasted"]),
    ("Un échange de près d'1h45.", ["<près d'1h45> duration PT1H45M 105min approx lasted"]),
    ("Trois adolescents âgés de 14 à 16 ans étaient dans la salle.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_expressions(
    sentence: str, expected: list[str], french: TimeLexicon, summary: Callable[[TimeExpression, str], str]
) -> None:
    assert [summary(e, sentence) for e in find_times(sentence, french)] == expected


def test_traps_are_many_and_found_empty() -> None:
    assert sum(not expected for _, expected in ROWS) >= 25
