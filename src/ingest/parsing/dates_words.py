# ruff: noqa: RUF001 - month names are written in their own scripts
"""Names of months in the languages of the press, and how a written word is compared with them.

Source: Unicode CLDR 46 (format and stand-alone, wide and abbreviated), folded by `folded`; Hindi spelling
variants and the Levantine and Maghrebi Arabic names are added by hand.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_NAMES: Mapping[str, str] = {
    "en": (
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|"
        "september sep sept|october oct|november nov|december dec"
    ),
    "de": (
        "januar jan|februar feb|marz mar|april apr|mai|juni jun|juli jul|august aug|"
        "september sept sep|oktober okt|november nov|dezember dez"
    ),
    "fr": (
        "janvier janv|fevrier fevr|mars|avril avr|mai|juin|juillet juil|aout|septembre sept|"
        "octobre oct|novembre nov|decembre dec"
    ),
    "es": (
        "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|"
        "septiembre sept|octubre oct|noviembre nov|diciembre dic"
    ),
    "pt": (
        "janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago|"
        "setembro set|outubro out|novembro nov|dezembro dez"
    ),
    "it": (
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|"
        "agosto ago|settembre set|ottobre ott|novembre nov|dicembre dic"
    ),
    "nl": (
        "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|"
        "september sep|oktober okt|november nov|december dec"
    ),
    "sv": (
        "januari jan|februari feb|mars|april apr|maj|juni|juli|augusti aug|september sep|"
        "oktober okt|november nov|december dec"
    ),
    "da": (
        "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|"
        "september sep|oktober okt|november nov|december dec"
    ),
    "nb": (
        "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|"
        "september sep|oktober okt|november nov|desember des"
    ),
    "fi": (
        "tammikuuta tammi tammikuu|helmikuuta helmi helmikuu|maaliskuuta maalis maaliskuu|"
        "huhtikuuta huhti huhtikuu|toukokuuta touko toukokuu|kesakuuta kesa kesakuu|"
        "heinakuuta heina heinakuu|elokuuta elo elokuu|syyskuuta syys syyskuu|"
        "lokakuuta loka lokakuu|marraskuuta marras marraskuu|joulukuuta joulu joulukuu"
    ),
    "is": (
        "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|agust agu|september sep|"
        "oktober okt|november nov|desember des"
    ),
    "pl": (
        "stycznia sty styczen|lutego lut luty|marca mar marzec|kwietnia kwi kwiecien|maja maj|"
        "czerwca cze czerwiec|lipca lip lipiec|sierpnia sie sierpien|wrzesnia wrz wrzesien|"
        "pazdziernika paz pazdziernik|listopada lis listopad|grudnia gru grudzien"
    ),
    "cs": (
        "ledna led leden|unora uno unor|brezna bre brezen|dubna dub duben|kvetna kve kveten|"
        "cervna cvn cerven|cervence cvc cervenec|srpna srp srpen|zari zar|rijna rij rijen|"
        "listopadu lis listopad|prosince pro prosinec"
    ),
    "sk": (
        "januara jan januar|februara feb februar|marca mar marec|aprila apr april|maja maj|"
        "juna jun|jula jul|augusta aug august|septembra sep september|oktobra okt oktober|"
        "novembra nov november|decembra dec december"
    ),
    "sl": (
        "januar jan|februar feb|marec mar|april apr|maj|junij jun|julij jul|avgust avg|"
        "september sep|oktober okt|november nov|december dec"
    ),
    "hr": (
        "sijecnja sij sijecanj|veljace velj veljaca|ozujka ozu ozujak|travnja tra travanj|"
        "svibnja svi svibanj|lipnja lip lipanj|srpnja srp srpanj|kolovoza kol kolovoz|"
        "rujna ruj rujan|listopada lis listopad|studenoga stu studeni|prosinca pro prosinac"
    ),
    "sr": (
        "јануар јан|фебруар феб|март мар|април апр|мај|јун|јул|август авг|септембар сеп|"
        "октобар окт|новембар нов|децембар дец"
    ),
    "bs": (
        "januar jan|februar feb|mart mar|april apr|maj|juni jun|juli jul|august aug|"
        "septembar sep|oktobar okt|novembar nov|decembar dec"
    ),
    "bg": (
        "януари яну|февруари фев|март|април апр|маи|юни|юли|август авг|септември сеп|"
        "октомври окт|ноември ное|декември дек"
    ),
    "mk": (
        "јануари јан|февруари фев|март мар|април апр|мај|јуни јун|јули јул|август авг|"
        "септември сеп|октомври окт|ноември ное|декември дек"
    ),
    "ru": (
        "января янв январь|февраля февр февраль|марта мар март|апреля апр апрель|мая маи|"
        "июня июн июнь|июля июл июль|августа авг август|сентября сент сентябрь|"
        "октября окт октябрь|ноября нояб ноябрь|декабря дек декабрь"
    ),
    "uk": (
        "січня січ січень|лютого лют лютии|березня бер березень|квітня квіт квітень|"
        "травня трав травень|червня черв червень|липня лип липень|серпня серп серпень|"
        "вересня вер вересень|жовтня жовт жовтень|листопада лист листопад|грудня груд грудень"
    ),
    "be": (
        "студзеня сту студзень|лютага лют люты|сакавіка сак сакавік|красавіка кра красавік|"
        "мая маи|чэрвеня чэр чэрвень|ліпеня ліп ліпень|жніуня жні жнівень|верасня вер верасень|"
        "кастрычніка кас кастрычнік|лістапада ліс лістапад|снежня сне снежань"
    ),
    "ro": (
        "ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|august aug|"
        "septembrie sept|octombrie oct|noiembrie nov|decembrie dec"
    ),
    "hu": (
        "januar jan|februar febr|marcius marc|aprilis apr|majus maj|junius jun|julius jul|"
        "augusztus aug|szeptember szept szep|oktober okt|november nov|december dec"
    ),
    "el": (
        "ιανουαριου ιαν ιανουαριοσ|φεβρουαριου φεβ φεβρουαριοσ|μαρτιου μαρ μαρτιοσ|"
        "απριλιου απρ απριλιοσ|μαιου μαι μαιοσ|ιουνιου ιουν ιουνιοσ|ιουλιου ιουλ ιουλιοσ|"
        "αυγουστου αυγ αυγουστοσ|σεπτεμβριου σεπ σεπτεμβριοσ|οκτωβριου οκτ οκτωβριοσ|"
        "νοεμβριου νοε νοεμβριοσ|δεκεμβριου δεκ δεκεμβριοσ"
    ),
    "tr": (
        "ocak oca|subat sub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|agustos agu|"
        "eylul eyl|ekim eki|kasım kas|aralık ara"
    ),
    "az": (
        "yanvar yan|fevral fev|mart mar|aprel apr|may|iyun iyn|iyul iyl|avqust avq|sentyabr sen|"
        "oktyabr okt|noyabr noy|dekabr dek"
    ),
    "et": (
        "jaanuar jaan|veebruar veebr|marts|aprill apr|mai|juuni|juuli|august aug|september sept|"
        "oktoober okt|november nov|detsember dets"
    ),
    "lv": (
        "janvaris janv|februaris febr|marts|aprilis apr|maijs|junijs jun|julijs jul|augusts aug|"
        "septembris sept|oktobris okt|novembris nov|decembris dec"
    ),
    "lt": (
        "sausio saus sausis|vasario vas vasaris|kovo kov kovas|balandzio bal balandis|"
        "geguzes geg geguze|birzelio birz birzelis|liepos liep liepa|rugpjucio rugp rugpjutis|"
        "rugsejo rugs rugsejis|spalio spal spalis|lapkricio lapkr lapkritis|"
        "gruodzio gruod gruodis"
    ),
    "sq": (
        "janar jan|shkurt shk|mars mar|prill pri|maj|qershor qer|korrik korr|gusht gush|"
        "shtator sht|tetor tet|nentor nen|dhjetor dhj"
    ),
    "ca": (
        "gener gen|febrer febr|marc|abril abr|maig|juny|juliol jul|agost ag|setembre set|"
        "octubre oct|novembre nov|desembre des"
    ),
    "gl": (
        "xaneiro xan|febreiro feb|marzo mar|abril abr|maio|xuno|xullo xul|agosto ago|"
        "setembro set|outubro out|novembro nov|decembro dec"
    ),
    "eu": (
        "urtarrila urt|otsaila ots|martxoa mar|apirila api|maiatza mai|ekaina eka|uztaila uzt|"
        "abuztua abu|iraila ira|urria urr|azaroa aza|abendua abe"
    ),
    "af": (
        "januarie jan|februarie feb|maart mrt|april apr|mei|junie jun|julie jul|augustus aug|"
        "september sep|oktober okt|november nov|desember des"
    ),
    "id": (
        "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu|"
        "september sep|oktober okt|november nov|desember des"
    ),
    "ms": (
        "januari jan|februari feb|mac|april apr|mei|jun|julai jul|ogos ogo|september sep|"
        "oktober okt|november nov|disember dis"
    ),
    "sw": (
        "januari jan|februari feb|machi mac|aprili apr|mei|juni jun|julai jul|agosti ago|"
        "septemba sep|oktoba okt|novemba nov|desemba des"
    ),
    "tl": (
        "enero ene|pebrero peb|marso mar|abril abr|mayo may|hunyo hun|hulyo hul|agosto ago|"
        "setyembre set|oktubre okt|nobyembre nob|disyembre dis"
    ),
    "hi": (
        "जनवरी जन॰|फ़रवरी फ़र॰ फरवरी|मार्च|अप्रैल|मई|जून|जुलाई जुल॰|अगस्त अग॰|"
        "सितंबर सित॰ सितम्बर|अक्टूबर अक्टू॰ अक्तूबर|नवंबर नव॰ नवम्बर|दिसंबर दिस॰ दिसम्बर"
    ),
    "bn": (
        "জানুয়ারী জানু|ফেব্রুয়ারী ফেব|মার্চ|এপ্রিল এপ্রি|মে|জুন|জুলাই জুল|আগস্ট আগ|"
        "সেপ্টেম্বর সেপ|অক্টোবর অক্টো|নভেম্বর নভে|ডিসেম্বর ডিসে"
    ),
    "ur": "جنوری|فروری|مارچ|اپریل|ميی|جون|جولايی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
    "fa": "ژانویه|فوریه|مارس|اوریل|مه|ژوين|ژويیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر",
    "ar": (
        "يناير جانفي|فبراير فيفري شباط|مارس اذار|ابريل نيسان افريل|مايو ايار ماي|"
        "يونيو حزيران جوان|يوليو تموز جويلية|اغسطس اب اوت|سبتمبر ايلول|اكتوبر|نوفمبر|ديسمبر"
    ),
    "he": (
        "ינואר ינו׳|פברואר פבר׳|מרץ|אפריל אפר׳|מאי|יוני|יולי|אוגוסט אוג׳|ספטמבר ספט׳|"
        "אוקטובר אוק׳|נובמבר נוב׳|דצמבר דצמ׳"
    ),
    "th": ("มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"),
    "ka": (
        "იანვარი იან|თებერვალი თებ|მარტი მარ|აპრილი აპრ|მაისი მაი|ივნისი ივნ|ივლისი ივლ|"
        "აგვისტო აგვ|სექტემბერი სექ|ოქტომბერი ოქტ|ნოემბერი ნოე|დეკემბერი დეკ"
    ),
    "hy": (
        "հունվարի հնվ հունվար|փետրվարի փտվ փետրվար|մարտի մրտ մարտ|ապրիլի ապր ապրիլ|"
        "մայիսի մյս մայիս|հունիսի հնս հունիս|հուլիսի հլս հուլիս|օգոստոսի օգս օգոստոս|"
        "սեպտեմբերի սեպ սեպտեմբեր|հոկտեմբերի հոկ հոկտեմբեր|նոյեմբերի նոյ նոյեմբեր|"
        "դեկտեմբերի դեկ դեկտեմբեր"
    ),
    "kk": (
        "қаңтар қаң|ақпан ақп|наурыз нау|сәуір сәу|мамыр мам|маусым мау|шілде шіл|тамыз там|"
        "қыркүиек қыр|қазан қаз|қараша қар|желтоқсан жел"
    ),
    "uz": (
        "yanvar yan|fevral fev|mart mar|aprel apr|may|iyun iyn|iyul iyl|avgust avg|sentabr sen|"
        "oktabr okt|noyabr noy|dekabr dek"
    ),
}
_HEBREW_IN = "\u05d1"  # the preposition is written as one word with the month
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f]")

MONTHS_OF_RFC: Mapping[str, int] = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
"""The only month names that RFC 2822 knows, in lower case."""


def folded(word: str) -> str:
    """A word without case and accents; vowel signs of Indic scripts and Thai stay, they are no accents.

    >>> folded("Février")
    'fevrier'
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold())))


@cache
def _months_in(language: str) -> Mapping[str, int]:
    months = enumerate(_NAMES.get(language, "").split("|"), start=1)
    return {name: number for number, names in months for name in names.split()}


@cache
def _months_anywhere() -> Mapping[str, int]:
    """Every name; one that two languages use differently belongs to the language listed first."""
    return {name: number for language in reversed([*_NAMES]) for name, number in _months_in(language).items()}


def month_number(word: str, language: str | None = None) -> int | None:
    """The month that a word names, 1 to 12. `language` (BCP 47) decides between homonyms.

    >>> month_number("Listopad", "pl"), month_number("listopad", "hr"), month_number("Monday")
    (11, 10, None)
    """
    name = folded(word)
    own = _months_in(language.split("-")[0].lower()) if language else {}
    anywhere = _months_anywhere()
    return own.get(name) or anywhere.get(name) or anywhere.get(name.removeprefix(_HEBREW_IN))
