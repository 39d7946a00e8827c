"""The documents of the browser tests: invented, one of each shape, citing each other."""

from __future__ import annotations

from builder.model import (
    AdoptionMethod,
    AgendaItem,
    Annex,
    Block,
    BlockKind,
    Cell,
    Draft,
    Footnote,
    Formula,
    Heading,
    Kind,
    Organ,
    Paragraph,
    Part,
    Resolution,
    Source,
    Subject,
    Table,
    Vote,
)
from builder.text import Text, parse_text

SOURCE = Source("invented.xml", "akn", "0" * 64)

# Everything that could become markup, script, path or template code.
HOSTILE = (
    r"""<script>window.harmed = 1</script> <img src=x onerror="window.harmed = 2"> **not bold** _not italic_ `not code` """
    r"""[not](javascript:harm) ![not](x.png) {{ 7 * 7 }} {% raw %} ${7 * 7} {: #op99 } [^1]: <!-- gone --> &amp; &lt; 1. 2) """
    r"""# not a heading | not | a table | \* \\ ~~not~~ http://example.org/ ../../../etc/passwd"""
)


def words(notation: str) -> Text:
    return parse_text(notation)


def recital(notation: str) -> Paragraph:
    return Paragraph(BlockKind.PREAMBULAR, words(notation))


def operative(label: str, notation: str, *items: Block) -> Paragraph:
    return Paragraph(BlockKind.OPERATIVE, words(notation), label, items)


def sub(label: str, notation: str, *items: Block) -> Paragraph:
    return Paragraph(BlockKind.SUBPARAGRAPH, words(notation), label, items)


def text(label: str, notation: str, *items: Block) -> Paragraph:
    return Paragraph(BlockKind.TEXT, words(notation), label, items)


def cells(*paragraphs: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell((words(paragraph),), header=header) for paragraph in paragraphs)


LONG = Resolution(
    "A/RES/74/391",
    "en",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title="Protection of lighthouses in coastal waters",
    session="74",
    session_name="Seventy-fourth session",
    agenda_items=(AgendaItem("70 (c)", "Lighthouses: keepers and lamps"),),
    proponent="[on the report of the Third Committee (A/74/399)]",
    sponsors=("Malta", "Tuvalu"),
    adopted="2019-12-18",
    meeting="50th plenary meeting",
    adoption=AdoptionMethod.RECORDED_VOTE,
    vote=Vote(2, 1, 0, ("Malta", "Tuvalu"), ("Nauru",)),
    subjects=(Subject("Lighthouses"),),
    body=(
        Formula(words("*The General Assembly*,")),
        recital("*Recalling* its resolution 73/180 of 17 December 2018,[^1] and the Covenant,[^2]"),
        recital("*Noting* Security Council resolution 2504 (2020),"),
        operative(
            "1.",
            "*Condemns* the long-standing neglect of lamps through:",
            sub("(a)", "The persistence of:", sub("(i)", "Unpolished lenses;[^2]"), sub("(ii)", "Extinguished phosphorescence;")),
            sub("(b)", "The want of keepers;"),
            Paragraph(BlockKind.TEXT, words("and demands that they be lit;")),
        ),
        operative("2.", "*Requests* a report on " + "the state of every lamp along the coast and " * 12 + "its keepers;"),
        *(operative(f"{number}.", f"*Decides* matter {number} of the coast;") for number in range(3, 12)),
        operative("12.", "*Decides* to remain seized of the matter, to act on paragraph 2 above, and to keep the foghorns."),
    ),
    annexes=(
        Annex(
            (
                Heading(words("Statute of the lamps")),
                text("1.", "A lamp burns at night.[^3]"),
                Table(
                    (
                        cells("Lamp", "Years", "Amount (United States dollars)", "Remarks of the keepers", "Place", header=True),
                        cells("North", "2020", "106 054 900", "Needs a considerable quantity of oil", "Antofagasta-Mejillones"),
                        cells("South", "2021", "(2 061 900)", "[^3]", "Longyearbyen-Barentsburg"),
                    )
                ),
            ),
            words("Annex I"),
        ),
        Annex((text("", "Keepers wear hats."),), words("Annex II")),
    ),
    footnotes=(
        Footnote("1", words("See *Official Records* (A/74/53), chap. IV.")),
        Footnote("2", words("Resolution 2200 A (XXI), annex.")),
        Footnote("3", words("United Nations, *Treaty Series*, vol. 1577, No. 27531.")),
    ),
)
COUNCIL = Resolution(
    "S/RES/2504 (2020)",
    "en",
    Kind.RESOLUTION,
    Organ.SECURITY_COUNCIL,
    SOURCE,
    description="on the lighthouses of the Levant",
    adopted="2020-01-10",
    meeting="8700th meeting",
    adoption=AdoptionMethod.RECORDED_VOTE,
    vote=Vote(11, 0, 4),
    body=(
        Formula(words("*The Security Council*,")),
        recital("*Recalling* General Assembly resolution 74/391,"),
        operative("1.", "*Calls upon* all parties to leave lighthouses alone."),
    ),
)
HARMFUL = Resolution(
    "A/RES/74/392",
    "en",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title=HOSTILE,
    session="74",
    agenda_items=(AgendaItem("1", HOSTILE),),
    sponsors=(HOSTILE,),
    adopted="2019-12-19",
    subjects=(Subject("<b>Subject</b> {{ 7 * 7 }}"),),
    body=(
        Paragraph(BlockKind.PREAMBULAR, Text(HOSTILE)),
        Heading(Text(HOSTILE), "I"),
        Paragraph(BlockKind.OPERATIVE, Text(HOSTILE), "1."),
        Table(((Cell((Text(HOSTILE),)), Cell((Text("A/RES/74/391"),))),)),
    ),
    footnotes=(Footnote("1", Text(HOSTILE)),),
)
COMPOSITE = Resolution(
    "A/RES/74/250 A-B",
    "en",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title="Budget of the lamps",
    session="74",
    adopted="2019-12-27",
    parts=(
        Part("A", (operative("1.", "*Approves* the oil;"),), words("Oil"), meeting="52nd plenary meeting", adopted="2019-12-27"),
        Part("B", (operative("1.", "*Approves* the wicks, see resolution 74/391."),), words("Wicks")),
    ),
)
STATEMENT = Resolution(
    "S/PRST/2020/11",
    "en",
    Kind.PRESIDENTIAL_STATEMENT,
    Organ.SECURITY_COUNCIL,
    SOURCE,
    description="Lighthouses and peace",
    adopted="2020-12-04",
    body=(
        Heading(words("Statement by the President of the Security Council")),
        text("", "At the 8700th meeting, the President made the following statement:"),
        text("", "“The Security Council recalls lighthouses.”"),
    ),
)
RECOMMENDING = Resolution(
    "E/RES/2021/20",
    "en",
    Kind.RESOLUTION,
    Organ.ECOSOC,
    SOURCE,
    title="A draft for the Assembly",
    session="2021",
    adopted="2021-07-22",
    body=(
        Formula(words("*The Economic and Social Council*")),
        operative("", "*Recommends* the following draft resolution:"),
        Draft((Formula(words("*The General Assembly*,")), recital("*Emphasizing* lamps,"), operative("1.", "*Decides* to polish them."))),
    ),
)
DECISION = Resolution(
    "A/DEC/76/416",
    "en",
    Kind.DECISION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title="Appointment of keepers",
    session="76",
    adopted="2022-05-10",
    body=(text("", "At its 71st plenary meeting, the General Assembly, recalling its resolution 74/391, appointed keepers."),),
)
NOT_ADOPTED = Resolution(
    "S/2023/506",
    "en",
    Kind.DRAFT_RESOLUTION,
    Organ.SECURITY_COUNCIL,
    SOURCE,
    title="Malta: draft resolution",
    adopted="2023-07-11",
    adoption=AdoptionMethod.NOT_ADOPTED,
    vote=Vote(10, 2, 3),
    body=(Formula(words("*The Security Council*,")), operative("1.", "*Decides* to extinguish resolution 2504 (2020).")),
)
ARABIC = Resolution(
    "A/RES/74/391",
    "ar",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title="حماية المنارات",
    session="74",
    adopted="2019-12-18",
    body=(Formula(words("*إن الجمعية العامة*،")), operative("1.", "*تدين* إهمال المصابيح:", sub("(أ)", "العدسات؛"))),
)
# As the English one, but for its last paragraph, its second annex, and a note that is in this text alone.
FRENCH = Resolution(
    "A/RES/74/391",
    "fr",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title="Protection des phares dans les eaux côtières",
    session="74",
    adopted="2019-12-18",
    body=(
        Formula(words("*L’Assemblée générale*,")),
        recital("*Rappelant* sa résolution 73/180 du 17 décembre 2018[^1] et le Pacte[^2],"),
        recital("*Prenant note* de la résolution 2504 (2020) du Conseil de sécurité[^4],"),
        operative(
            "1.",
            "*Condamne* la négligence des lampes :",
            sub("a)", "La persistance :", sub("i)", "Des lentilles ternies[^2] ;"), sub("ii)", "De la phosphorescence éteinte ;")),
            sub("b)", "Le manque de gardiens ;"),
            Paragraph(BlockKind.TEXT, words("et exige qu’elles soient allumées ;")),
        ),
        operative("2.", "*Demande* un rapport, et rappelle le paragraphe 1 ci-dessus ;"),
        *(operative(f"{number}.", f"*Décide* de la question {number} ;") for number in range(3, 12)),
    ),
    annexes=(
        Annex(
            (
                Heading(words("Statut des lampes")),
                text("1.", "Une lampe brûle la nuit[^3]."),
                Table((cells("Lampe", "Années", header=True), cells("Nord", "2020"))),
            ),
            words("Annex I"),
        ),
    ),
    footnotes=(
        Footnote("1", words("Voir *Documents officiels* (A/74/53), chap. IV.")),
        Footnote("2", words("Résolution 2200 A (XXI), annexe.")),
        Footnote("3", words("Nations Unies, *Recueil des Traités*, vol. 1577, no 27531.")),
        Footnote("4", words("Note du texte français.")),
    ),
)
# In three languages, and not in English: everything that stands around a text in them.
ARABIC_ALONE = Resolution(
    "A/RES/74/393",
    "ar",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title="حماية المنارات",
    session="74",
    proponent="[بناء على تقرير اللجنة الثالثة (A/74/399)]",
    sponsors=("Malta", "Tuvalu"),
    adopted="2019-12-18",
    meeting="الجلسة العامة 50",
    adoption=AdoptionMethod.RECORDED_VOTE,
    vote=Vote(2, 1, 0, ("Malta", "Tuvalu"), ("Nauru",)),
    subjects=(Subject("Lighthouses"),),
    body=(
        Formula(words("*إن الجمعية العامة*،")),
        recital("*إذ تشير* إلى قرارها 73/180 المؤرخ 17 كانون الأول/ديسمبر 2018 وإلى الوثيقة A/HRC/40/20،[^1]"),
        recital("*وإذ تلاحظ* قرار مجلس الأمن 2504 (2020)،"),
        operative("1 -", "*تدين* إهمال المصابيح:", sub("(أ)", "العدسات؛", sub("’1‘", "المكسورة؛"))),
        operative("2 -", "*تطلب* تقريرا عن المنارات؛"),
        operative("3 -", "*تقرر* أن تبقي المسألة، ولا سيما الفقرة 2 أعلاه، قيد نظرها."),
    ),
    footnotes=(Footnote("1", words("الأمم المتحدة، *Treaty Series*, vol. 1577, No. 27531.")),),
)
CHINESE = Resolution(
    "A/RES/74/393",
    "zh",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title="保护沿海灯塔",
    session="74",
    adopted="2019-12-18",
    meeting="第50次全体会议",
    adoption=AdoptionMethod.WITHOUT_VOTE,
    body=(
        Formula(words("*大会*，")),
        recital("*回顾*大会2018年12月17日第73/180号决议，"),
        operative("1.", "*谴责*长期忽视沿海灯塔的灯具:", sub("(a)", "透镜未擦亮；"), sub("(b)", "缺少守塔人；")),
        operative("2.", "*请*秘书长提交一份关于灯塔的报告；"),
        operative("3.", "*决定*继续处理此案，包括上文第2段。"),
    ),
)
RUSSIAN = Resolution(
    "A/RES/74/393",
    "ru",
    Kind.RESOLUTION,
    Organ.GENERAL_ASSEMBLY,
    SOURCE,
    title="Охрана маяков в прибрежных водах",
    session="74",
    adopted="2019-12-18",
    body=(
        Formula(words("*Генеральная Ассамблея*,")),
        operative("1.", "*осуждает* пренебрежение лампами маяков в прибрежных государствах."),
    ),
)
MANY = tuple(
    Resolution(
        f"A/RES/75/{number}",
        "en",
        Kind.RESOLUTION,
        Organ.GENERAL_ASSEMBLY,
        SOURCE,
        title=f"Lighthouse number {number}",
        session="75",
        adopted="2020-12-18",
        body=(Formula(words("*The General Assembly*")), operative("", "*Reaffirms* paragraph 2 of its resolution 74/391.")),
    )
    for number in range(1, 17)
)
DOCUMENTS = (
    LONG,
    COUNCIL,
    HARMFUL,
    COMPOSITE,
    STATEMENT,
    RECOMMENDING,
    DECISION,
    NOT_ADOPTED,
    ARABIC,
    FRENCH,
    ARABIC_ALONE,
    CHINESE,
    RUSSIAN,
    *MANY,
)
