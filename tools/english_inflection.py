#!/usr/bin/env python3
"""Makes src/strings/english/table.rs: English plurals as data.

    tools/english_inflection.py > src/strings/english/table.rs

Two kinds of data. *Words*: irregular nouns by class (what is cut, what is added), nouns without a
plural form, and the regular ones that a suffix rule below would get wrong. *Suffix rules*, one list
for each direction: the longest that matches counts. The classes are those that grammars of English
list (Quirk et al., "A Comprehensive Grammar of the English Language", chapter 5); where a noun has
two plurals, the more usual one is made, and both are read (the lists named `also`).
"""

# (cut, add) -> singulars. Both directions.
WORDS = {
    # No plural form of their own, or the same in both numbers.
    (0, ""): """
        sheep deer reindeer moose swine bison elk fish salmon trout cod carp mackerel
        plankton series species specie aircraft spacecraft hovercraft watercraft rotorcraft
        offspring means headquarters barracks crossroads gallows scissors pants trousers
        jeans shorts tights binoculars pliers tongs tweezers pincers shears pajamas pyjamas
        clothes thanks news mathematics physics politics economics gymnastics athletics
        linguistics acoustics aerobics genetics robotics phonetics thermodynamics
        electronics ethics logistics obstetrics measles mumps rabies diabetes herpes rickets
        shingles billiards darts contretemps jackanapes debris britches breeches mews
        information equipment furniture luggage baggage rice advice
        homework housework knowledge software hardware music traffic bread cattle police
        chassis corps rendezvous patois chamois bourgeois kudos pokemon pokémon you wildlife
        staff garbage tennis smallpox chickenpox shambles only veniam media turquois
        carnivorous innings insignia stamina reggae spaghetti evidence research progress
        jewelry jewellery machinery scenery luck happiness courage gravel electricity oxygen
        cutlery laundry mankind womankind poultry vermin livestock amends alms biceps
        triceps forceps quadriceps remains savings belongings surroundings outskirts
        doldrums overseas whereas always perhaps besides its his hers ours theirs sans
        bellows dregs suds proceeds goggles hubris
        tuberculosis pus cannabis swiss hertz megahertz gigahertz kilohertz siemens sashimi
        sushi broccoli wheat feedback cash rubbish trash we they us them their our 
        clothing expertise fun health literature mail mud personnel pollution
        premises rain sewage transportation wealth welfare weather chess hockey blood butter
        bream flounder grouse herring pike shrimp squid tuna whiting wildebeest halibut haddock
        hake plaice krill sturgeon counsel quid yen yuan baht renminbi samurai kakapo anime manga
        sioux british french english irish dutch welsh prix nez roux precis glacis aurochs
        shenanigans entrails genitals horsepower ammo audio commerce
        mischief applause gratitude patience wisdom sunshine lightning thunder hay
        dust sleet hail leisure nonsense violence
    """,
    (4, "ople"): "person",
    (0, "en"): "ox muskox",
    (0, "ren"): "child",
    (2, "en"): "man woman",
    (3, "eet"): "foot",
    (4, "eeth"): "tooth",
    (4, "eese"): "goose",
    (4, "ice"): "mouse louse woodlouse booklouse",
    (2, "ice"): "die",
    (2, "ese"): "this",
    (2, "ose"): "that",
    (2, "are"): "is",
    (2, "ere"): "was",
    (1, "ve"): "has",
    # Latin and Greek.
    (2, "i"): """
        alumnus cactus focus fungus nucleus radius stimulus syllabus locus bacillus terminus
        uterus stratus cumulus magus modulus tumulus calculus colossus esophagus oesophagus
        sarcophagus incubus succubus papyrus narcissus gladiolus annulus homunculus bronchus
        thrombus torus villus humerus embolus gyrus sulcus ramus nevus meniscus denarius
        emeritus hippocampus thesaurus cumulonimbus umbilicus fundus aureus coccus
        streptococcus bolus astragalus hypothalamus thalamus tarsus metatarsus carpus
        metacarpus loculus cirrus polypus dominus 
        alveolus acinus gluteus malleus pylorus stylus rhombus nimbus vagus tophus
        literatus caduceus canthus nidus
    """,
    (2, "a"): """
        addendum bacterium curriculum datum erratum millennium ovum stratum symposium
        quantum spectrum desideratum candelabrum corrigendum consortium maximum minimum
        optimum extremum phylum momentum flagellum cilium atrium equilibrium dictum
        arboretum continuum septum mycelium epithelium endothelium paramecium quorum cranium
        effluvium speculum criterion phenomenon automaton ganglion mitochondrion noumenon
        taxon spermatozoon protozoon prolegomenon perihelion aphelion etymon honorarium
        compendium herbarium substratum ileum labium simulacrum residuum vexillum velum
        archaeon operculum scutum sporangium sacrum pericardium myocardium endocardium
        sanatorium hilum hyperbaton asyndeton organon 
        acetabulum antrum cerebellum cerebrum cingulum colloquium diverticulum dorsum
        frenulum frenum fulcrum infundibulum labrum mediastinum omentum ostium perineum
        peritoneum plectrum proscenium punctum reticulum retinaculum rostrum scriptorium
        tympanum vinculum biennium triennium ephemeron parhelion plasmodium anacoluthon
    """,
    (0, "e"): """
        alumna alga vertebra larva antenna nebula minutia pupa supernova nova lacuna papilla
        ulna tibia scapula trachea patella lamina maxilla axilla bursa lamella seta stria
        vita hypha amoeba areola fovea chela macula tessera ala fimbria exuvia ampulla 
        alula bulla costa coxa fascia fibula fistula fossa glabella insula lunula pinna planula
        pleura plica radula ruga squama trabecula trochlea vena
    """,
    (2, "es"): """
        analysis axis basis crisis diagnosis ellipsis emphasis hypothesis nemesis oasis
        parenthesis synopsis synthesis thesis antithesis catharsis genesis hypnosis
        metamorphosis neurosis paralysis prognosis psychosis testis prosthesis metastasis
        mitosis meiosis symbiosis dialysis catalysis electrolysis exegesis apotheosis
        osmosis sepsis stasis praxis amanuensis periphrasis apodosis protasis arsis
        sclerosis narcosis fibrosis cirrhosis thrombosis necrosis stenosis homeostasis
        hydrolysis photosynthesis parthenogenesis pathogenesis mimesis aphaeresis diaeresis
        anamnesis psychoanalysis cryptanalysis urinalysis apsis naris anabasis prophylaxis anaphylaxis parataxis cathexis
    """,
    (2, "ices"): """
        index vertex vortex apex codex cortex simplex caudex pontifex matrix appendix helix
        cervix radix calix directrix cicatrix dominatrix executrix subindex spadix varix fornix pollex murex
    """,
    (1, "ces"): "calyx",
    (1, "ges"): "larynx phalanx meninx salpinx coccyx",
    (1, "des"): "ephemeris epididymis",
    (2, "ot"): "mitzvah",
    (1, "it"): "inuk",
    (1, "ia"): "quale",
    (0, "ta"): "stigma stoma schema lemma anathema ",
    (2, "era"): "genus viscus",
    (2, "ora"): "corpus ",
    (0, "im"): "seraph cherub kibbutz goy moshav midrash",
    (1, "i"): """
        graffito paparazzo biscotto panino cognoscente signore castrato mafioso carabiniere
        condottiere raviolo tortellino cannolo gnocco crostino timpano
    """,
    (0, "x"): """
        tableau trousseau bandeau rouleau flambeau eau nouveau morceau fabliau
        bijou
    """,
    # -f, -fe.
    (1, "ves"): """
        calf half elf self shelf wolf leaf loaf thief sheaf hoof scarf dwarf wharf behalf
    """,
    (2, "ves"): "knife wife life",
    # -o with -es.
    (0, "es"): """
        hero potato tomato echo veto torpedo embargo mosquito tornado volcano buffalo cargo
        domino negro dingo desperado mulatto jingo lingo innuendo peccadillo calico fiasco
        grotto hobo fresco go superhero antihero bastinado gas bus yes lens canvas atlas
        alias bias christmas pancreas cutlas sassafras arras bonus iris trellis mantis ibis
        pelvis penis clitoris portcullis chrysalis dais epidermis marquis rhinoceros thermos
        cosmos chaos asbestos pathos ethos albatross summons madras topaz waltz quartz texas
        kansas bathos mythos canvass brooch pooch hooch mooch smooch tripos sis glottis
        epiglottis proboscis thomas lucas nicholas douglas jones davis harris lewis francis
        dennis morris paris ananas trias lias caddis orchis clevis oxalis coreopsis clematis
        amaryllis finis bis loris genius aegis digitalis syphilis dermis hypodermis eyas vertigo virago farrago
    """,
    (0, "zes"): "quiz whiz wiz biz fez",
    # Regular ones that a rule would get wrong, in either direction.
    (0, "s"): """
        human german roman ottoman talisman shaman caiman cayman norman brahman mussulman
        turcoman desman dolman hetman leman toman ataman specimen omen abdomen acumen
        regimen stamen semen hymen lumen foramen cyclamen bitumen ramen amen dolmen numen
        rumen albumen catechumen yemen gravamen duramen mongoose blouse craft barefoot
        hotfoot twelve delve helve valve solve proof reproof roof chief belief relief grief
        brief cliff serf turf surf reef beef carafe giraffe safe cafe chafe strife fife taxi
        ski kiwi wiki alibi bikini safari salami tsunami rabbi yeti mini semi deli chili
        khaki zucchini jacuzzi origami emoji api sari yogi corgi bonsai mufti wapiti menu
        emu gnu guru haiku tutu flu luau tofu zebu ecu impromptu caribou bayou sou marabou
        froufrou zulu hindu bantu tiramisu kudu lieu milieu purlieu cpu gpu fondu stomach
        epoch eunuch loch tech czech mach pentateuch moloch triptych diptych movie cookie
        pie tie lie zombie genie brownie calorie hippie junkie rookie selfie smoothie
        prairie collie cutie auntie bookie birdie boogie budgie charlie caddie camaraderie
        coterie reverie menagerie lingerie patisserie rotisserie brasserie bourgeoisie
        cowrie pixie dixie eyrie faerie foodie footsie goalie goonie groupie hoodie hogtie
        bowtie necktie indie laddie lassie magpie porkpie potpie newbie nightie oldie goodie
        pinkie premie quickie roadie sortie sweetie talkie walkie techie townie trekkie
        veggie yuppie freebie barbie bogie coolie girlie gillie homie kewpie mountie nixie
        sharpie stymie toughie wienie weenie beanie meanie aussie bestie biggie commie
        dearie fogie greenie hottie hoagie kelpie newsie okie preppie softie stogie valkyrie
        wedgie wheelie charcuterie gaucherie causerie boonie bougie bikie tootsie untie
        nellie wellie willie jackie susie annie katie eddie archie ozzie debbie shoe toe foe
        hoe canoe doe roe floe sloe oboe aloe woe tiptoe throe horseshoe snowshoe sandshoe
        mistletoe overshoe gumshoe felloe cache ache headache toothache stomachache backache
        heartache earache bellyache moustache mustache panache apache niche quiche cliche
        creche psyche avalanche douche pastiche brioche tranche microfiche gouache cartouche
        attache ruche porsche axe pickaxe poleaxe deluxe luxe posse finesse crevasse mousse
        impasse lacrosse wrasse noblesse fosse bouillabaisse largesse tsetse copse use abuse
        misuse reuse disuse overuse excuse accuse fuse refuse confuse diffuse infuse defuse
        effuse suffuse transfuse muse amuse bemuse ruse peruse recluse cruse hypotenuse
        medium cheese diocese archdiocese obese rose prose nose synapse base sundae brae
        alfalfa pizza idea area photo memo opera agenda dogma drama slave nerve cave dove
        avocado standby flyby layby by goodby swingby
    """,
    (2, "ies"): "money smiley looey",
    (2, "sby"): "passerby",
}

# Read only: plural -> singular.
ALSO = {
    "viri": "virus", "dogmata": "dogma", "mangoes": "mango",
    "ghettoes": "ghetto", "dingos": "dingo", "echos": "echo", "nucleuses": "nucleus",
    "bureaux": "bureau", "seraphs": "seraph", "formulae": "formula", "referenda": "referendum",
    "stadia": "stadium", "aquaria": "aquarium", "fora": "forum", "gymnasia": "gymnasium",
    "octopi": "octopus", "hippopotami": "hippopotamus", 
    "brethren": "brother", "pence": "penny", "kine": "cow",
    "persons": "person", "cherubs": "cherub", "indexes": "index", "appendixes": "appendix",
    "vertexes": "vertex", "matrixes": "matrix", "apexes": "apex", "schemas": "schema",
    "lemmas": "lemma", "stigmas": "stigma", "dwarfs": "dwarf", "scarfs": "scarf", "hoofs": "hoof",
    "wharfs": "wharf", "focuses": "focus", "cactuses": "cactus", "funguses": "fungus",
    "syllabuses": "syllabus", "antennas": "antenna", "zeroes": "zero", "haloes": "halo",
    "mottoes": "motto", "buffalos": "buffalo", "mosquitos": "mosquito", "volcanos": "volcano",
    "tornados": "tornado", "cargos": "cargo", "libretti": "libretto", "virtuosi": "virtuoso",
    "tempi": "tempo", "concerti": "concerto", "maestri": "maestro", "personae": "persona",
    "faunae": "fauna", "florae": "flora", "sera": "serum", "podia": "podium",
    "emporia": "emporium", "moratoria": "moratorium", "vacua": "vacuum", "oxymora": "oxymoron",
    "axises": "axis", "corpuses": "corpus", "genii": "genius", "penes": "penis", "irides": "iris",
    "moneys": "money", "smileys": "smiley", "dies": "die", "traumata": "trauma",
    "enigmata": "enigma", "automatons": "automaton", "millenniums": "millennium",
    "curriculums": "curriculum", "spectrums": "spectrum", "symposiums": "symposium",
    "maximums": "maximum", "minimums": "minimum", "quorums": "quorum", "radiuses": "radius",
    "terminuses": "terminus", "papyruses": "papyrus", "thesauruses": "thesaurus",
    "uteruses": "uterus", "phenomenons": "phenomenon", "criterions": "criterion",
    "larvas": "larva", "nebulas": "nebula", "novas": "nova", "vortexes": "vortex",
    "cervixes": "cervix", "helixes": "helix", "larynxes": "larynx", "opuses": "opus",
    "teraphim": "teraph", "compendiums": "compendium", "consortiums": "consortium",
    "honorariums": "honorarium", "candelabrums": "candelabrum", "amoebas": "amoeba",
    "vertebras": "vertebra", "calculuses": "calculus", "colossuses": "colossus",
    "stratums": "stratum", "kibbutzes": "kibbutz", "tableaus": "tableau",
    "trousseaus": "trousseau", "leafs": "leaf", "wolfs": "wolf",
    "lifes": "life", "busses": "bus", "gasses": "gas", "yesses": "yes", "virii": "virus",
    "euros": "euro", "frescos": "fresco", "grottos": "grotto", "hobos": "hobo", "vetos": "veto",
    "heros": "hero", "embargos": "embargo", "fiascos": "fiasco", "mementoes": "memento",
    "flamingoes": "flamingo", "archipelagoes": "archipelago", "salvoes": "salvo",
    "tuxedoes": "tuxedo", "porticoes": "portico", "manifestoes": "manifesto",
    "ultimata": "ultimatum", "interregna": "interregnum", "encomia": "encomium",
    "lustra": "lustrum", "trapezia": "trapezium", 
    "soli": "solo", "alti": "alto", "bassi": "basso", "soprani": "soprano",
    "contralti": "contralto", "beeves": "beef", "turves": "turf", "chilies": "chili",
    "croci": "crocus", "disci": "discus", "isthmi": "isthmus", "thymi": "thymus",
    "platypi": "platypus", "hibisci": "hibiscus", "nautili": "nautilus",
    "afriti": "afrit", "memoranda": "memorandum", "abaci": "abacus",
    "rhombuses": "rhombus", "styluses": "stylus", "chateaux": "chateau", "nimbuses": "nimbus",
    "rostrums": "rostrum", "fulcrums": "fulcrum", "plectrums": "plectrum", "beaux": "beau",
    "gateaux": "gateau", "shrimps": "shrimp", "squids": "squid", "tunas": "tuna",
    "herrings": "herring", "coccyxes": "coccyx", "lumina": "lumen", "foramina": "foramen", "numina": "numen",
    "auditoria": "auditorium", "crania": "cranium", "vivaria": "vivarium", "solaria": "solarium",
    "crematoria": "crematorium", "planetaria": "planetarium", "innuendos": "innuendo", "desperados": "desperado", "dominos": "domino",
}

# Written only: a plural that is read as another word's.
ONE_WAY = {
    "ellipse": "ellipses", "thou": "you", "automatum": "automata",
    "myself": "ourselves", "himself": "themselves", "herself": "themselves",
    "itself": "themselves",
}
# Plurals to leave alone.
PLURALS = ["plateaux"]

# Suffix -> (cut, add), the longest one counts.
PLURAL = {
    "": (0, "s"), "s": (0, "es"), "x": (0, "es"), "z": (0, "es"), "sh": (0, "es"), "ch": (0, "es"),
    # Hard ch.
    "iarch": (0, "s"), "narch": (0, "s"), "garch": (0, "s"), "rarch": (0, "s"), "trarch": (0, "s"),
    "och": (0, "s"), "ych": (0, "s"),
    "y": (1, "ies"), "ay": (0, "s"), "ey": (0, "s"), "iy": (0, "s"), "oy": (0, "s"), "uy": (0, "s"),
    "quy": (1, "ies"),
    "sis": (2, "es"), "ois": (0, ""), "ous": (0, ""), "itis": (2, "ides"), "ics": (0, ""),
    # Peoples; not cheese and dioceses.
    "ese": (0, ""), "eese": (0, "s"), "ocese": (0, "s"), "obese": (0, "s"), "geese": (0, ""),
    # Men; not Romans, shamans, humans and caimans.
    "man": (2, "en"), "aman": (0, "s"), "eaman": (2, "en"), "iman": (0, "s"), "oman": (0, "s"),
    "eoman": (2, "en"), "woman": (2, "en"), "uman": (0, "s"), "german": (0, "s"),
    "men": (0, ""), "umen": (0, "s"), "omen": (0, "s"), "women": (0, ""), "yeomen": (0, ""),
    "imen": (0, "s"), "amen": (0, "s"), "eamen": (0, ""), "child": (0, "ren"), "foot": (3, "eet"),
    "tooth": (4, "eeth"), "goose": (4, "eese"), "mouse": (4, "ice"), "person": (4, "ople"), "people": (0, ""), "children": (0, ""),
    "feet": (0, ""), "teeth": (0, ""), "mice": (0, ""),
    "amice": (0, "s"), "umice": (0, "s"), "hedra": (0, ""), "cocci": (0, ""), "bacteria": (0, ""),
    "wife": (2, "ves"), "life": (2, "ves"), "knife": (2, "ves"), "wolf": (1, "ves"),
    "self": (1, "ves"), "shelf": (1, "ves"), "half": (1, "ves"), "calf": (1, "ves"),
    "leaf": (1, "ves"), "loaf": (1, "ves"), "thief": (1, "ves"), "sheaf": (1, "ves"),
    "scarf": (1, "ves"),
    "fish": (0, ""), "sheep": (0, ""), "deer": (0, ""), "pox": (0, ""), "ware": (0, ""),
    "trix": (2, "ices"), "hedron": (2, "a"), "coccus": (2, "i"), "bacterium": (2, "a"),
    "ae": (0, ""), "eaux": (0, ""), "ieux": (0, ""), "mata": (0, ""),
    "eolus": (2, "i"), "eoli": (0, ""), "itides": (0, ""),
    "zoa": (0, ""), "zoon": (2, "a"), "vertex": (2, "ices"), "index": (2, "ices"), "matrix": (2, "ices"),
    "nucleus": (2, "i"), "hero": (0, "es"), "potato": (0, "es"), "phenomenon": (2, "a"),
    "datum": (2, "a"), "data": (0, ""), "series": (0, ""), "species": (0, ""),
    "pharynx": (1, "ges"),
    "bus": (0, "es"), "iz": (0, "zes"), "lens": (0, "es"), "gas": (0, "es"), "quizz": (0, "es"),
}

SINGULAR = {
    "": (0, ""), "s": (1, ""), "ss": (0, ""), "us": (0, ""), "eaus": (1, ""), "aus": (1, ""),
    "ieus": (1, ""), "ieux": (1, ""),
    "sis": (0, ""), "xis": (0, ""), "itis": (0, ""), "polis": (0, ""), "ois": (0, ""),
    "itides": (3, "s"), "itises": (2, ""), "mata": (2, ""), "eoli": (1, "us"),
    "ous": (0, ""), "ics": (1, ""),
    "ies": (3, "y"), "oes": (2, ""), "ches": (2, ""), "shes": (2, ""), "xes": (2, ""),
    "sses": (2, ""), "zzes": (2, ""), "tzes": (2, ""), "izzes": (3, ""),
    "fizzes": (2, ""), "uses": (2, ""), "ouses": (1, ""), "auses": (1, ""),
    "polises": (2, ""), "lyses": (2, "is"), "theses": (2, "is"), "geneses": (2, "is"),
    "gnoses": (2, "is"), "phoses": (2, "is"), "ynopses": (2, "is"), "choses": (2, "is"),
    "tases": (2, "is"), "neses": (1, ""), "cyses": (2, "is"), "rrhoses": (2, "is"),
    "leroses": (2, "is"), "mboses": (2, "is"),
    "wives": (3, "fe"), "lives": (3, "fe"), "knives": (3, "fe"), "wolves": (3, "f"),
    "selves": (3, "f"), "shelves": (3, "f"), "halves": (3, "f"), "calves": (3, "f"),
    "leaves": (3, "f"), "loaves": (3, "f"), "thieves": (3, "f"), "sheaves": (3, "f"),
    "scarves": (3, "f"), "olives": (1, ""), "cleaves": (1, ""), "sleaves": (1, ""),
    "men": (2, "an"), "umen": (0, ""), "omen": (0, ""), "women": (2, "an"), "yeomen": (2, "an"),
    "imen": (0, ""), "amen": (0, ""), "eamen": (2, "an"), "children": (3, ""), "feet": (3, "oot"), "teeth": (4, "ooth"),
    "geese": (4, "oose"), "mice": (3, "ouse"), "people": (4, "rson"),
    "amice": (0, ""), "pumice": (0, ""),
    "trices": (3, "x"), "hedra": (1, "on"), "cocci": (1, "us"), "bacteria": (1, "um"),
    "ae": (1, ""), "eaux": (1, ""), "zoa": (1, "on"), "vertices": (4, "ex"), "indices": (4, "ex"),
    "nuclei": (1, "us"), "phenomena": (1, "on"), "buses": (2, ""), "lenses": (2, ""), "gases": (2, ""),
    "fish": (0, ""), "data": (1, "um"), "series": (0, ""), "species": (0, ""),
    "pharynges": (3, "x"), "reses": (2, "is"), "uloses": (2, "is"), "idoses": (2, "is"),
    "lioses": (2, "is"), "poroses": (2, "is"), "bioses": (2, "is"), "ptoses": (2, "is"),
    "litoses": (2, "is"), "stomoses": (2, "is"), "ostoses": (2, "is"), "minoses": (2, "is"),
    "onoses": (2, "is"), "kineses": (2, "is"), "throses": (2, "is"), "matoses": (2, "is"), "rioses": (2, "is"), "ycoses": (2, "is"),
}

ACRONYMS = """
    API URL URI URN ID UUID GUID USB NASA CEO CFO CIO COO CTO CPU GPU TPU RAM ROM GUI CLI IDE
    UI IP LED ATM FAQ NGO UFO VIP PIN SIM GIF JPEG IPO IOU AI OEM ISP MRI IQ SUV UAV ASIC FPGA ACL
    ADR AST IO UPS MOOC LAN WAN EPA AMI ARN ISBN ISO AC EV ETF IRA OTP IPA IMAX DNA RNA PO OKR
    PPI KPI RAID EULA ROI SLA SLO SLI SKU ETA ORM POI DOI RFI RFID UAT VAT ADC DAC ALU FPU APU NPU
    APK IPC APM AAA ABI ADT AMA APR ASN ATA BIOS AWS OS IOS GIS NAS POS DOS SOS EOS
    IRS IDS IIS EMS ECS EKS EBS EFS SAS CAS OSS ROS AIDS SARS MERS QOS ISA JIT NATO OLED
    PDA POC REPL REIT SIP SOC UDP UEFI UTC USD EUR VOIP YAML JSON EMR
    EHR ERP ESB IDP IOC IMEI IMDB INI LIFO FIFO LRU MAC MOU NIC NPE OTA OTC PII PCI PIO PID
    RPO RTO SDI SEO SIEM TCO UID GID EEG ECG EKG MBA BA PHD IVF ICU HOA DAO NFC AGM EOF
    FOSS AJAX CORS ACH AMC AOE AUV ROV EVA EU UK UAE USA
"""


def listed(text):
    seen = []
    for word in text.split():
        assert word not in seen, word
        seen.append(word)
    return seen


FORWARD, REVERSE = 1, 2
entries = {}  # (singular, plural) -> flags
for (cut, add), text in WORDS.items():
    for word in listed(text):
        plural = word[: len(word) - cut] + add
        entries[word, plural] = FORWARD | REVERSE
for plural, singular in ALSO.items():
    entries.setdefault((singular, plural), REVERSE)
for singular, plural in ONE_WAY.items():
    entries[singular, plural] = FORWARD
for plural in PLURALS:
    entries[plural, plural] = FORWARD | REVERSE
# Words whose plural is another's, too: the first is what is read.
FIRST = {"axes": "axe", "bases": "base", "ellipses": "ellipsis", "dice": "die", "lives": "life",
         "leaves": "leaf", "synapses": "synapse", "analyses": "analysis"}
for (singular, plural), flags in list(entries.items()):
    if plural in FIRST and FIRST[plural] != singular:
        entries[singular, plural] = flags & ~REVERSE

forward, reverse = {}, {}
for (singular, plural), flags in entries.items():
    if flags & FORWARD:
        assert forward.setdefault(singular, plural) == plural, (singular, plural, forward[singular])
    if flags & REVERSE:
        assert reverse.setdefault(plural, singular) == singular, (plural, singular, reverse[plural])
for singular, plural in forward.items():
    # A plural must not be taken for another word's singular.
    assert forward.get(plural, plural) == plural, (singular, plural, forward[plural])
for plural, singular in reverse.items():
    assert reverse.get(singular, singular) == singular, (plural, singular)
    assert plural == singular or plural not in forward, (plural, singular)



def by_rule(word, rules):
    """What the longest suffix with a rule makes of a word."""
    for at in range(len(word) + 1):
        if word[at:] in rules:
            cut, add = rules[word[at:]]
            return word[: len(word) - cut] + add


def to_singular(word):
    if word in forward or len(word) < 3:
        return word
    return reverse.get(word) or by_rule(word, SINGULAR)


def is_plural(word):
    if word in reverse:
        return True
    singular = to_singular(word)
    if not word.endswith("s") or len(word) < 3 or singular == word:
        return False
    return any(
        (forward.get(w) or by_rule(w, PLURAL)) == word for w in (singular, word[:-1], word[:-2])
    )


def to_plural(word):
    return forward.get(word) or (word if is_plural(word) else by_rule(word, PLURAL))


# Leave out what the rules know.
before = [(w, to_plural(w), to_singular(w)) for pair in entries for w in pair]
for (singular, plural), flags in list(entries.items()):
    if flags != FORWARD | REVERSE:
        continue
    del forward[singular], reverse[plural]
    if (
        to_plural(singular) == to_plural(plural) == plural
        and to_singular(singular) == to_singular(plural) == singular
    ):
        del entries[singular, plural]
    else:
        forward[singular], reverse[plural] = plural, singular
for word, plural, singular in before:
    assert (to_plural(word), to_singular(word)) == (plural, singular), word
    assert to_plural(plural) == plural and to_singular(singular) == singular, word

entries = {key: flags for key, flags in entries.items() if flags}
classes, rows, blob = [], [], b""


def class_of(singular, plural):
    keep = 0
    while keep < min(len(singular), len(plural)) and singular[keep] == plural[keep]:
        keep += 1
    pair = (len(singular) - keep, plural[keep:])
    assert singular[keep:].isascii() and plural[keep:].isascii()
    if pair not in classes:
        classes.append(pair)
    return classes.index(pair)


for (singular, plural), flags in sorted(entries.items(), key=lambda e: (len(e[0][0].encode()), e)):
    a, b = singular.encode(), plural.encode()
    assert len(a) <= 16 and len(b) <= 16, (singular, plural)
    rows.append((len(a), class_of(singular, plural), flags, a, b))
    blob += a
assert len(classes) < 256 and len(blob) < 1 << 16

# For each length, its first row and where that is in the text.
lengths = []
for length in range(18):
    first = sum(row[0] < length for row in rows)
    lengths.append((first, sum(row[0] for row in rows[:first])))

SLOTS, BUCKETS = 2560, 9
MASK = (1 << 64) - 1


def word_hash(word):
    n = int.from_bytes(word.ljust(16, b"\0"), "little")
    low, high = n & MASK, n >> 64
    product = (low ^ (high << 29 | high >> 35) & MASK) * 0x9E3779B97F4A7C15
    return (product ^ product >> 64) & MASK


def perfect():
    """A slot for each singular and plural, and for each bucket of keys the number that leads them
    to slots of their own (hash, displace): the fullest buckets first."""
    keys = {}
    for number, (_, _, flags, a, b) in enumerate(rows):
        if flags & FORWARD:
            assert keys.setdefault(a, number << 1) == number << 1, a
    for number, (_, _, flags, a, b) in enumerate(rows):
        if flags & REVERSE and a != b:
            assert keys.setdefault(b, number << 1 | 1) == number << 1 | 1, b
    buckets = [[] for _ in range(1 << BUCKETS)]
    for key, what in keys.items():
        h = word_hash(key)
        buckets[h & (1 << BUCKETS) - 1].append((h, what))
    slots, displace = [0] * SLOTS, [0] * (1 << BUCKETS)
    for at in sorted(range(1 << BUCKETS), key=lambda at: -len(buckets[at])):
        for d in range(256):
            places = [((h >> 16) + d * (h >> 32 | 1)) % SLOTS for h, _ in buckets[at]]
            if len(set(places)) == len(places) and not any(slots[p] for p in places):
                break
        else:
            raise AssertionError(f"no displacement for bucket {at}")
        displace[at] = d
        for place, (_, what) in zip(places, buckets[at]):
            slots[place] = what + 1
    return slots, displace


def trie(rules):
    """Nodes as (byte, rule, next sibling); the first child comes right after its parent, which has
    the highest bit of its sibling set if it has one. Also the node of each last letter."""
    actions = []
    root = {}
    for suffix, action in rules.items():
        if action not in actions:
            actions.append(action)
        node = root
        for byte in reversed(suffix.encode()):
            node = node.setdefault(byte, {})
        node["rule"] = actions.index(action)
    assert actions.index(rules[""]) == 0
    # Number 0 is none.
    nodes, letters = [[0, 0, 0]], [0] * 26

    def place(byte, node):
        number = len(nodes)
        nodes.append([byte, node.get("rule", 255), 0])
        before = None
        for key in sorted(k for k in node if k != "rule"):
            nodes[number][2] |= 0x8000
            child = place(key, node[key])
            if before is not None:
                nodes[before][2] |= child
            before = child
        return number

    for key, node in root.items():
        if key != "rule":
            letters[key - ord("a")] = place(key, node)
    assert len(nodes) < 0x8000
    return nodes, letters, actions


def long_text(text):
    while text:
        print(f"    {text[:90]}" + ('\\' if len(text) > 90 else '";'))
        text = text[90:]


adds = ""


def action(pair):
    """A rule as (cut, where what is put there starts in ADDS, its length)."""
    global adds
    if pair[1] not in adds:
        adds += pair[1]
    return f"({pair[0]}, {adds.index(pair[1])}, {len(pair[1])})"


def array(name, kind, values, doc):
    print(f"\n/// {doc}\n#[rustfmt::skip]\npub(crate) static {name}: [{kind}; {len(values)}] = [")
    line = "   "
    for value in values:
        item = f" {value},"
        if len(line) + len(item) > 100:
            print(line)
            line = "   "
        line += item
    print(line + "\n];")


plural_nodes, plural_letters, plural_actions = trie(PLURAL)
singular_nodes, singular_letters, singular_actions = trie(SINGULAR)
slots, displace = perfect()
acronyms = sorted(listed(ACRONYMS))
assert all(len(word) <= 4 for word in acronyms)
for pair in sorted(classes + plural_actions + singular_actions, key=lambda pair: -len(pair[1])):
    action(pair)
assert len(adds) < 256
size = len(blob) + len(rows) + 2 * len(slots) + len(displace) + 4 * len(lengths) + len(adds)
size += 4 * (len(plural_nodes) + len(singular_nodes)) + 4 * 26 + 4 * len(acronyms)
size += 3 * (len(classes) + len(plural_actions) + len(singular_actions))
assert size <= 20 * 1024, size
print(f"""// Generated by tools/english_inflection.py, which holds the lists; not to be edited by hand.
//! English plurals: {len(rows)} words and {len(PLURAL) + len(SINGULAR)} suffix rules in {size} bytes.

/// A node of a trie of suffixes, read from the end: its byte, its rule (255: none), its next sibling
/// (0: none). With the highest bit of the sibling set, the node after this one is its first child.
pub(crate) type Node = (u8, u8, u16);

/// How many bytes are cut off; where what is put there starts in [`ADDS`], and its length.
pub(crate) type Rule = (u8, u8, u8);

/// What is put at the ends of words, one inside another where they can be.
#[rustfmt::skip]
pub(crate) static ADDS: &str = "\\""")
long_text(adds)
print("""
/// The singulars by their lengths, one after the other.
#[rustfmt::skip]
pub(crate) static WORDS: &str = "\\""")
long_text(blob.decode())
array("LENGTHS", "(u16, u16)", [f"({first}, {start})" for first, start in lengths],
      "For each length, its first word's number, and where that starts in [`WORDS`].")
array("CLASS_OF", "u8", [r[1] for r in rows], "The class of each word.")
array("CLASSES", "Rule", [action(c) for c in classes], "What makes the plural, by class.")
array("SLOTS", "u16", slots, "Where a form's hash leads: 1 + twice the word's number, and 1 more for the plural.")
array("DISPLACE", "u8", displace, "For each bucket of hashes, what leads them to slots of their own.")
for name, nodes, letters, actions, forms in [
    ("TO_PLURAL", plural_nodes, plural_letters, plural_actions, "singulars"),
    ("TO_SINGULAR", singular_nodes, singular_letters, singular_actions, "plurals"),
]:
    array(name, "Node", [f"({', '.join(map(str, n))})" for n in nodes], f"Suffixes of {forms}.")
    array(f"{name}_LAST", "u16", letters, "The node of each last letter.")
    array(f"{name}_RULES", "Rule", [action(a) for a in actions], "Their rules; the first is that of no suffix.")
array("ACRONYMS", "[u8; 4]",
      ["[" + ", ".join(str(b) for b in a.encode().ljust(4, b"\0")) + "]" for a in acronyms],
      "Acronyms with a vowel, sorted.")
