"""
The words of a Strava export in the languages it comes in: names of columns, kinds of sport.

Strava writes the list of activities in the language of the account. The English, Czech, Dutch,
French, German, Japanese, Polish and Spanish names are as published exports have them; the Italian
and Portuguese are ours. Whatever language a whole list is in, its columns are also known by their
places, see `strava_columns`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from unknot.domain.recording import Sport, Surface
from unknot.intake.sports import sport_called, surface_called


class Column(StrEnum):
    """
    What a column of the list holds; the value is its name in English.

    Elapsed time, distance and highest heart rate come twice: first as the runner sees them
    (kilometres), later as Strava keeps them (metres).
    """

    ID = "Activity ID"
    DATE = "Activity Date"
    NAME = "Activity Name"
    TYPE = "Activity Type"
    DESCRIPTION = "Activity Description"
    ELAPSED = "Elapsed Time"
    DISTANCE = "Distance"
    MAX_HR = "Max Heart Rate"
    GEAR = "Activity Gear"
    FILE = "Filename"
    MOVING = "Moving Time"
    ASCENT = "Elevation Gain"
    DESCENT = "Elevation Loss"
    AVG_HR = "Average Heart Rate"
    RPE = "Perceived Exertion"


_NAMES: Mapping[Column, str] = {
    Column.ID: """activity id | aktivitäts-id | id de l'activité | id de actividad | id attività
        | id da atividade | activiteits-id | id aktivity | identyfikator aktywności
        | アクティビティid""",
    Column.DATE: """activity date | aktivitätsdatum | datum der aktivität | date de l'activité
        | fecha de la actividad | fecha de actividad | data dell'attività | data attività
        | data da atividade | datum van activiteit | datum aktivity | data aktywności
        | アクティビティ実行日 | アクティビティの日付""",
    Column.NAME: """activity name | name der aktivität | nom de l'activité
        | nombre de la actividad | nombre de actividad | nome attività | nome dell'attività
        | nome da atividade | naam activiteit | naam van activiteit | název aktivity
        | nazwa aktywności | アクティビティ名""",
    Column.TYPE: """activity type | aktivitätsart | aktivitätstyp | type d'activité
        | tipo de actividad | tipo attività | tipo di attività | tipo de atividade
        | activiteitstype | typ aktivity | rodzaj aktywności | typ aktywności
        | アクティビティタイプ""",
    Column.DESCRIPTION: """activity description | aktivitätsbeschreibung
        | description de l'activité | descripción de la actividad | descrizione attività
        | descrizione dell'attività | descrição da atividade | beschrijving activiteit
        | beschrijving van activiteit | popis aktivity | opis aktywności
        | アクティビティの説明""",
    Column.ELAPSED: """elapsed time | verstrichene zeit | temps écoulé | tiempo transcurrido
        | tempo trascorso | tempo decorrido | verstreken tijd | uplynulý čas | czas trwania
        | 経過時間""",
    Column.DISTANCE: """distance | distanz | distancia | distanza | distância | afstand
        | vzdálenost | dystans | 距離""",
    Column.MAX_HR: """max heart rate | max. herzfrequenz | fréquence cardiaque max.
        | fréquence cardiaque maximale | ritmo cardíaco máximo | frecuencia cardíaca máxima
        | frequenza cardiaca max | frequência cardíaca máxima | max. hartslag
        | maximální tepová frekvence | maks. tętno | maksymalne tętno | 最大心拍数""",
    Column.GEAR: """activity gear | aktivitätsausrüstung | équipement de l'activité
        | equipamiento de la actividad | attrezzatura attività | equipamento da atividade
        | uitrusting voor activiteit | materiaal voor activiteit | vybavení na aktivitu
        | sprzęt do aktywności | アクティビティの使用機材""",
    Column.FILE: """filename | dateiname | nom du fichier | nombre del archivo
        | nombre de archivo | nome file | nome del file | nome do arquivo | nome do ficheiro
        | bestandsnaam | název souboru | nazwa pliku | ファイル名""",
    Column.MOVING: """moving time | bewegungszeit | durée de déplacement
        | tiempo en movimiento | tempo in movimento | tempo de movimentação
        | tempo em movimento | beweegtijd | aktivní čas | czas ruchu | 移動時間""",
    Column.ASCENT: """elevation gain | höhenzunahme | dénivelé positif | desnivel positivo
        | dislivello | ganho de elevação | hoogtewinst | totale stijging | nastoupaná výška
        | wzrost wysokości | 獲得標高""",
    Column.DESCENT: """elevation loss | höhenunterschied | dénivelé négatif
        | desnivel negativo | perdita di quota | perda de elevação | hoogteverlies
        | naklesaná výška | spadek wysokości""",
    Column.AVG_HR: """average heart rate | durchschnittliche herzfrequenz
        | fréquence cardiaque moyenne | ritmo cardíaco promedio
        | frecuencia cardíaca media | frequenza cardiaca media | frequência cardíaca média
        | gemiddelde hartslag | průměrná tepová frekvence | średnie tętno | 平均心拍数""",
    Column.RPE: """perceived exertion | gefühlte anstrengung | effort perçu
        | esfuerzo percibido | sforzo percepito | esforço percebido | ervaren inspanning
        | vnímaná námaha | odczuwany wysiłek""",
}  # fmt: skip

# The list before 2019 had these names, and metres.
OLD_NAMES: Mapping[str, Column] = {
    "id": Column.ID,
    "date": Column.DATE,
    "name": Column.NAME,
    "type": Column.TYPE,
    "description": Column.DESCRIPTION,
    "elapsed_time": Column.ELAPSED,
    "distance": Column.DISTANCE,
    "gear": Column.GEAR,
    "filename": Column.FILE,
}

_SPORTS: Mapping[Sport, str] = {
    Sport.RUNNING: """lauf | traillauf | trailrunning | virtueller lauf | course à pied | course
        | trail | course à pied virtuelle | course virtuelle | carrera | carrera de montaña
        | carrera por montaña | carrera virtual | trail running | corsa | corsa trail
        | corsa su sentiero | corsa virtuale | corrida | corrida em trilha | corrida virtual
        | hardloopsessie | hardlopen | trailrun | virtuele hardloopsessie | běh | terénní běh
        | běh v terénu | virtuální běh | bieg | bieganie | bieg terenowy | bieg w terenie
        | wirtualny bieg | bieg wirtualny | ランニング | ラン | トレイルランニング | トレイルラン
        | バーチャルラン | 跑步 | 越野跑 | 虚拟跑步 | 달리기 | 트레일 러닝 | löpning | løpetur
        | løb | juoksu | забег | бег""",
    Sport.CYCLING: """radfahrt | rennrad | mountainbike-fahrt | mountainbiketour | gravel-fahrt
        | virtuelle radfahrt | virtuelles radfahren | e-bike-fahrt | vélo | sortie à vélo
        | vélo virtuel | vtt | vélo électrique | vélo gravel | bicicleta | ciclismo
        | vuelta en bicicleta | bicicleta virtual | bicicleta de montaña | ciclismo virtual
        | giro in bici | bici | pedalada | pedalada virtual | fietsrit | virtuele fietsrit
        | mountainbikerit | gravelrit | e-bikerit | jízda | jízda na kole | virtuální jízda
        | jazda | jazda na rowerze | wirtualna jazda | ライド | サイクリング | 骑行 | 라이딩""",
    Sport.SWIMMING: """schwimmen | natation | natación | nuoto | natação | zwemmen | zwemsessie
        | plavání | pływanie | 水泳 | スイム | 游泳 | 수영""",
    Sport.WALKING: """spaziergang | gehen | marche | caminata | caminar | camminata | caminhada
        | wandeling | wandelen | chůze | spacer | chodzenie | ウォーキング | 步行 | 걷기""",
    Sport.HIKING: """wanderung | wandern | randonnée | senderismo | excursión | escursione
        | trilha | hiken | hike | pěší turistika | túra | wędrówka | ハイキング | 徒步 | 하이킹""",
    Sport.STRENGTH: """gewichtstraining | krafttraining | musculation
        | entraînement aux poids | entraînement avec poids | entrenamiento con pesas
        | allenamento con i pesi | pesi | treinamento com pesos | musculação
        | krachttraining | posilování | trening siłowy | ウェイトトレーニング | 力量训练""",
    Sport.ROWING: """aviron | remo | canottaggio | roeien | veslování | wioślarstwo""",
    Sport.SKIING: """langlauf | skilanglauf | ski alpin | ski de fond | ski nordique
        | esquí alpino | esquí nórdico | sci alpino | sci nordico | esqui alpino
        | langlaufen | skiën | lyžování | běžky | běžecké lyžování | narciarstwo""",
    Sport.SKATING: """eislaufen | inlineskaten | eisschnelllauf | patinage | patinaje
        | pattinaggio | patinação | schaatsen | bruslení | łyżwiarstwo""",
    Sport.PADDLING: """kajak | kanu | kayak | canoë-kayak | piragüismo | canoa | caiaque
        | kajakken | kajaka | pádlování""",
}  # fmt: skip

_ANYTHING = frozenset({"workout", "training", "entraînement", "entrenamiento", "allenamento"})
_TRAIL = re.compile(r"trail|montaña|sentiero|trilha|terén|teren|トレイル|越野|트레일")
_INDOOR = re.compile(r"virtu|wirtu|バーチャル|虚拟|가상")


def plain_name(name: str) -> str:
    """
    A name as it is compared: whatever its case, its blanks and its sort of apostrophe.
    """
    joined = " ".join(unicodedata.normalize("NFC", name).replace("’", "'").split())
    return joined.casefold()


def _by_name(words: Mapping[Column, str] | Mapping[Sport, str]) -> dict[str, Column | Sport]:
    return {plain_name(name): meant for meant, names in words.items() for name in names.split("|")}


COLUMN_CALLED: Mapping[str, Column] = {
    name: column for name, column in _by_name(_NAMES).items() if isinstance(column, Column)
}
_SPORT_CALLED: Mapping[str, Sport] = {
    name: sport for name, sport in _by_name(_SPORTS).items() if isinstance(sport, Sport)
}


def sport_and_surface(kind: str, title: str = "") -> tuple[Sport, Surface]:
    """
    What Strava's word for an activity means; `other` where we do not know it.

    A "workout" is anything at all there: only a title that names a sport tells which.
    """
    word = plain_name(kind)
    if word in _ANYTHING:
        return sport_called(title), Surface.UNKNOWN
    sport = _SPORT_CALLED.get(word) or sport_called(kind)
    if sport is not Sport.RUNNING:
        return sport, Surface.UNKNOWN
    surface = surface_called(sport, kind)
    if surface is Surface.UNKNOWN and _TRAIL.search(word):
        surface = Surface.TRAIL
    if surface is Surface.UNKNOWN and _INDOOR.search(word):
        surface = Surface.TREADMILL
    return sport, surface
